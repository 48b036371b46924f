import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  goldLayerAssessmentEditPermission,
  goldLayerAssessmentReadPermission,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { Caller } from '../http/serve';
import type { People } from '../people';
import type { ServiceAccess, ServiceScope, ServiceStore } from '../services';
import type { StoredAssessment } from './records';

/** Whom an assessment is about, as the catalog shows it now. */
export type Subject =
  | { kind: 'service'; ref: string; title: string; service: Service }
  | { kind: 'team'; ref: string; title: string };

/** What {@link SubjectAccess} works with. */
export interface SubjectAccessOptions {
  access: ServiceAccess;
  database: Knex;
  people: Pick<People, 'actor' | 'isMember'>;
  services: Pick<ServiceStore, 'find'>;
}

/** What a caller may see: services by scope, teams if anything at all, and what they themselves assessed. */
export interface Sight {
  scope: ServiceScope;
  caller: string;
}

/**
 * Who may see and change assessments of whom. A service is guarded by the
 * permissions on it; a team's assessments are seen by whoever sees any, and
 * changed by its members and by whom nothing restricts. What is left of a
 * vanished subject is seen by whom nothing restricts and by its authors, and
 * changed by nobody.
 */
export class SubjectAccess {
  readonly #options: SubjectAccessOptions;

  private constructor(options: SubjectAccessOptions) {
    this.#options = options;
  }

  static create(options: SubjectAccessOptions): SubjectAccess {
    return new SubjectAccess(options);
  }

  /** @throws NotAllowedError if the caller may see no assessment at all */
  async sight(options: { credentials: Caller }): Promise<Sight> {
    const sight = await this.look(options);
    if (!sight.scope.nothing) return sight;
    throw new NotAllowedError(
      `Reading assessments needs the permission ${goldLayerAssessmentReadPermission.name}`,
    );
  }

  /** What the caller may see, and be it nothing. */
  async look(options: { credentials: Caller }): Promise<Sight> {
    const { access, people } = this.#options;
    const [scope, actor] = await Promise.all([
      access.scope(goldLayerAssessmentReadPermission, options),
      people.actor(options.credentials),
    ]);
    return { scope, caller: actor.ref };
  }

  /**
   * The subject of an assessment, if the caller may see it; undefined if it has vanished.
   *
   * @throws NotFoundError if the caller may not
   */
  async requireSight(
    assessment: StoredAssessment,
    options: { credentials: Caller },
  ): Promise<Subject | undefined> {
    const { access } = this.#options;
    const subject = await this.find(assessment.subject);
    const { scope, caller } = await this.look(options);
    const authors = [assessment.startedBy, assessment.publishedBy];
    const hidden = new NotFoundError(
      `No assessment found with id '${assessment.id}'`,
    );
    if (scope.nothing) throw hidden;
    if (subject?.kind === 'service') {
      await access
        .require(goldLayerAssessmentReadPermission, subject.ref, {
          ...options,
          scope,
        })
        .catch(error => {
          throw isRefusal(error) ? hidden : error;
        });
    } else if (!subject && !scope.everything && !authors.includes(caller)) {
      throw hidden;
    }
    return subject;
  }

  /**
   * The subject, if the caller may assess it.
   *
   * @throws NotFoundError if there is none, or the caller may not see it
   * @throws NotAllowedError if the caller may not change its assessments
   */
  async requireEdit(
    ref: string,
    options: { credentials: Caller },
  ): Promise<Subject> {
    const { access, people } = this.#options;
    const key = ref.toLocaleLowerCase('en-US');
    if (!/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(key)) {
      throw new InputError(
        `body.subject: expected the ref of a service or a group such as component:default/checkout, found '${ref}'`,
      );
    }
    const permission = goldLayerAssessmentEditPermission;
    if (!key.startsWith('group:')) {
      const service = await access.require(permission, key, options);
      return toSubject(service);
    }
    const team = await this.find(key);
    if (!team) throw new NotFoundError(`No team found with ref '${key}'`);
    const scope = await access.scope(permission, options);
    const actor = await people.actor(options.credentials);
    const belongs =
      !scope.nothing &&
      (scope.everything ||
        (actor.isUser && (await people.isMember(actor.ref, key))));
    if (belongs) return team;
    throw new NotAllowedError(
      `Only members of ${team.title} may assess it, with the permission ${permission.name}`,
    );
  }

  /** A service or team by its ref, whoever asks: for background work. */
  async find(ref: string): Promise<Subject | undefined> {
    if (ref.startsWith('group:')) {
      const row = await this.#options
        .database('groups')
        .where('ref', ref)
        .first<{ title: string } | undefined>('title');
      return row && { kind: 'team', ref, title: row.title };
    }
    const service = await this.#options.services.find(ref);
    return service && toSubject(service);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof NotFoundError || error instanceof NotAllowedError;
}

function toSubject(service: Service): Subject {
  const title = service.title ?? service.name;
  return { kind: 'service', ref: service.ref, title, service };
}
