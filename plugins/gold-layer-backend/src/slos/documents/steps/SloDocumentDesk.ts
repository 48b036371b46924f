import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  CheckedSloDocument,
  goldLayerSloEditPermission,
  goldLayerSloQueryPermission,
  goldLayerSloReadPermission,
  RuleOptions,
  SloProblem,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { refuseUnstorable } from '../../../http/refuseUnstorable';
import type { Caller } from '../../../http/serve';
import type { People } from '../../../people';
import type { ServiceAccess } from '../../../services';
import { DefaultSource, measureHash } from '../../measureHash';
import type { Reading } from '../../reading/filterSlos';
import { unifiedDiff } from '../../reading/unifiedDiff';
import { visibleText } from '../../reading/visibleText';
import type { ReadSlos, SloDocumentReader, StoredDocument } from '../records';
import type { SloRegistry } from '../store/SloRegistry';
import type { SloRegistryStore } from '../store/SloRegistryStore';
import { readingOf } from './readingOf';
import { rulesText } from './rulesFile';

/** What {@link SloDocumentDesk} works with. */
export interface SloDocumentDeskOptions {
  access: ServiceAccess;
  /** What queries mean that name no data source. */
  defaultSource: DefaultSource;
  now: () => Date;
  people: Pick<People, 'actor'>;
  read: SloDocumentReader;
  registry: SloRegistry;
  rules: RuleOptions;
  store: SloRegistryStore;
  /** Told of services whose SLOs are others now. */
  afterChange(services: string[]): Promise<void>;
}

/** A document as somebody means to keep it. */
export interface KeptText {
  service: string;
  text: string;
  /** The version that was seen; 0 if there was none. */
  version: number;
}

/** Checks documents, and keeps those that stand in the portal. */
export class SloDocumentDesk {
  readonly #options: SloDocumentDeskOptions;

  private constructor(options: SloDocumentDeskOptions) {
    this.#options = options;
  }

  static create(options: SloDocumentDeskOptions): SloDocumentDesk {
    return new SloDocumentDesk(options);
  }

  /** What is wrong with a text and what follows from it. Nothing is stored. */
  async check(
    asked: { text: string; service?: string },
    options: { credentials: Caller },
  ): Promise<CheckedSloDocument> {
    const { access, read } = this.#options;
    const service = asked.service?.toLocaleLowerCase('en-US');
    const reading = await readingOf(options, this.#options);
    if (service) {
      const { scope } = reading;
      await access.require(goldLayerSloReadPermission, service, {
        ...options,
        scope,
      });
    }
    return this.#follow(asked.text, read(asked.text, { service }), reading);
  }

  /** What the portal keeps of a service; version 0 and no text where it keeps nothing. */
  async get(
    asked: string,
    options: { credentials: Caller },
  ): Promise<{ text: string; version: number }> {
    const service = asked.toLocaleLowerCase('en-US');
    await this.#options.access.require(
      goldLayerSloReadPermission,
      service,
      options,
    );
    const found = await this.#options.store.document(keyOf(service));
    return { text: found?.text ?? '', version: found?.version ?? 0 };
  }

  /**
   * Keeps the document of a service in the portal. As the portal will ask what
   * it says, queries that it does not ask yet take the permission to ask.
   *
   * @throws InputError naming everything that is wrong with it
   * @throws ConflictError if another version was kept meanwhile
   */
  async keep(
    asked: KeptText,
    options: { credentials: Caller },
  ): Promise<CheckedSloDocument & { version: number }> {
    const { access, now, people, read, registry, store } = this.#options;
    const service = asked.service.toLocaleLowerCase('en-US');
    await access.require(goldLayerSloEditPermission, service, options);
    refuseUnstorable(asked);
    const found = read(asked.text, { service });
    refuseErrors(found);
    await this.#requireQuery(found, service, options);
    const reading = await readingOf(options, this.#options);
    const checked = await this.#follow(asked.text, found, reading);
    const { ref: changedBy } = await people.actor(options.credentials);
    const change = await registry.change(async tx => {
      const [before] = await store.documents([keyOf(service)], { tx });
      requireVersion(before, asked.version);
      return {
        put: [
          {
            key: keyOf(service),
            origin: 'portal',
            service,
            location: 'Kept in the portal',
            text: asked.text,
            changedBy,
            readAt: now().getTime(),
          },
        ],
      };
    });
    await this.#options.afterChange(change.services);
    const { version = asked.version } =
      (await store.document(keyOf(service))) ?? {};
    const shadowed = await this.#shadowed(service);
    return {
      ...checked,
      problems: [...checked.problems, ...shadowed],
      version,
    };
  }

  /**
   * Removes the document of a service that the portal keeps, and with it its SLOs.
   *
   * @throws NotFoundError if there is none
   * @throws ConflictError if another version was kept meanwhile
   */
  async remove(
    asked: Omit<KeptText, 'text'>,
    options: { credentials: Caller },
  ): Promise<{ service: string }> {
    const { access, registry, store } = this.#options;
    const service = asked.service.toLocaleLowerCase('en-US');
    await access.require(goldLayerSloEditPermission, service, options);
    const change = await registry.change(async tx => {
      const [before] = await store.documents([keyOf(service)], { tx });
      if (!before) {
        throw new NotFoundError(`The portal keeps no SLOs of '${service}'`);
      }
      requireVersion(before, asked.version);
      return { remove: [before.key] };
    });
    await this.#options.afterChange(change.services);
    return { service };
  }

  async #requireQuery(
    { documents }: ReadSlos,
    service: string,
    options: { credentials: Caller },
  ): Promise<void> {
    const { access, defaultSource, store } = this.#options;
    const hash = (spec: SloSpec) => measureHash(spec, defaultSource);
    const inForce = await store.ofServices([service]);
    const asked = new Set(inForce.map(({ spec }) => hash(spec)));
    const isNew = documents
      .flatMap(({ slos }) => slos)
      .some(spec => spec.sli.kind !== 'pushed' && !asked.has(hash(spec)));
    if (!isNew) return;
    await access.require(goldLayerSloQueryPermission, service, options);
  }

  async #follow(
    text: string,
    { documents, problems }: ReadSlos,
    reading: Reading,
  ): Promise<CheckedSloDocument> {
    const { rules, store } = this.#options;
    const slos = documents.flatMap(each => (each.invalid ? [] : each.slos));
    const wrong = problems.some(({ severity }) => severity === 'error');
    const ids = documents.flatMap(each => each.slos.map(({ id }) => id));
    // Documents that have the say on these now, as far as the caller may see them.
    const keys = await store.visibleKeys(ids, reading);
    const standing = await store.documents(keys);
    const before = {
      name: standing.map(({ location }) => location).join(', '),
      text: standing.map(it => visibleText(it, ids, reading)).join('---\n'),
    };
    return {
      slos,
      problems,
      rules:
        wrong || slos.length === 0 ? undefined : await rulesText(slos, rules),
      diff:
        standing.length === 0
          ? undefined
          : unifiedDiff(before, { name: 'proposed', text }),
    };
  }

  /** SLOs of the document that others of the same address win over. */
  async #shadowed(service: string): Promise<SloProblem[]> {
    const slos = await this.#options.store.ofServices([service]);
    return slos.flatMap(({ origin, shadowed, spec }) =>
      shadowed.some(each => each.origin === 'portal')
        ? [
            {
              severity: 'warning' as const,
              path: 'metadata.name',
              found: spec.name,
              allowed: `a name of its own: the SLO of that name from the ${origin} counts, and this one only once that is gone`,
            },
          ]
        : [],
    );
  }
}

function keyOf(service: string): string {
  return `portal:${service}`;
}

function refuseErrors({ documents, problems }: ReadSlos): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const sentences = errors.map(
      ({ path, line, found, allowed }) =>
        `body.text${line ? ` line ${line}` : ''}${path ? ` ${path}` : ''}: found ${found}, allowed is ${allowed}`,
    );
    throw new InputError(sentences.join('; '));
  }
  if (documents.every(({ slos }) => slos.length === 0)) {
    throw new InputError(
      'body.text: found no SLO, expected a document of kind SLO',
    );
  }
}

function requireVersion(
  before: StoredDocument | undefined,
  seen: number,
): void {
  const { version = 0, changedBy } = before ?? {};
  if (version === seen) return;
  const by = changedBy ? `, by ${changedBy}` : '';
  throw new ConflictError(
    `The document has changed meanwhile: you saw version ${seen}, it is at version ${version}${by}. Nothing of yours was stored; compare the two and keep it again`,
  );
}
