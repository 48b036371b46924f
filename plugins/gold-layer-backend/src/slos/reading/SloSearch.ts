import {
  objectiveInWords,
  SearchDocument,
  windowInWords,
} from '@gold-layer/backstage-plugin-common';
import type { SearchSource } from '../../search';
import type { SloListStore } from './SloListStore';
import type { KnownSlo } from './sloRows';

/** Lets the portal's search find SLOs by service, title, indicator and description. */
export class SloSearch implements SearchSource {
  readonly type = 'slo';
  readonly #list: SloListStore;
  readonly #now: () => Date;

  private constructor(options: { list: SloListStore; now: () => Date }) {
    this.#list = options.list;
    this.#now = options.now;
  }

  static create(options: { list: SloListStore; now: () => Date }): SloSearch {
    return new SloSearch(options);
  }

  async page(options: {
    after: string | undefined;
    limit: number;
  }): Promise<SearchDocument[]> {
    const slos = await this.#list.byId({ ...options, now: this.#now() });
    return slos.map(toDocument);
  }
}

function toDocument({ record, service, state }: KnownSlo): SearchDocument {
  const { spec, changedAt } = record;
  const promise = `${objectiveInWords(spec.objective)} over ${windowInWords(spec.window)}`;
  const labels = Object.entries(spec.labels ?? {}).map(pair => pair.join(' '));
  const texts = [spec.description, spec.indicator, promise, spec.id, ...labels];
  return {
    id: spec.id,
    title: `SLO: ${spec.title}`,
    text: texts.filter(text => text !== undefined).join('\n'),
    subject: service.ref,
    subjectTitle: service.title,
    state,
    people: spec.stakeholders ?? [],
    updatedAt: new Date(changedAt).toISOString(),
  };
}
