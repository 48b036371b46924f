import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  goldLayerGateBreakGlassPermission,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { Actor, People } from '../../people';
import type { ServiceAccess } from '../../services';
import type { BrokenGlassStore } from './BrokenGlassStore';
import type { GlassTerms } from './glassTerms';

/** A service with all its owners, where there are several. */
export type OwnedService = Service & { owners: string[] };

/** What {@link GlassRights} works with. */
export interface GlassRightsOptions {
  access: ServiceAccess;
  glass: Pick<BrokenGlassStore, 'ownersOf'>;
  people: People;
}

/** Who may break the glass of a service: people who hold both the permission and a role that the policy names. */
export class GlassRights {
  readonly #options: GlassRightsOptions;

  private constructor(options: GlassRightsOptions) {
    this.#options = options;
  }

  static create(options: GlassRightsOptions): GlassRights {
    return new GlassRights(options);
  }

  /** The roles with their titles. */
  roles({ roles }: GlassTerms): { role: string; title: string }[] {
    const { people } = this.#options;
    return roles.map(role => ({ role, title: people.role(role).title }));
  }

  /** Whether a person may speak for one of the roles about the service. */
  async holdsRole(
    actor: Actor,
    service: OwnedService,
    terms: GlassTerms,
  ): Promise<boolean> {
    if (!actor.isUser) return false;
    const { people } = this.#options;
    const held = await people.rolesOf(actor.ref, terms.roles, service);
    return held.length > 0;
  }

  /** Whether a caller could break the glass now. */
  async mayBreak(
    actor: Actor,
    service: Pick<Service, 'ref'>,
    options: { terms: GlassTerms; credentials: Caller },
  ): Promise<boolean> {
    const { terms, credentials } = options;
    if (!actor.isUser) return false;
    try {
      const owned = await this.require(service.ref, { credentials });
      return await this.holdsRole(actor, owned, terms);
    } catch (error) {
      if (error instanceof NotAllowedError || error instanceof NotFoundError) {
        return false;
      }
      throw error;
    }
  }

  /** @throws NotFoundError or NotAllowedError if the permission is missing */
  async require(
    ref: string,
    options: { credentials: Caller },
  ): Promise<OwnedService> {
    const { access, glass } = this.#options;
    const permission = goldLayerGateBreakGlassPermission;
    const service = await access.require(permission, ref, options);
    return { ...service, owners: await glass.ownersOf(service.ref) };
  }
}
