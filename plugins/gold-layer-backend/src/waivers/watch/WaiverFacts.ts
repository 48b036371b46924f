import type { FactDefinitionInput } from '@gold-layer/backstage-plugin-common';
import type {
  CollectedFact,
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { chunked, toIso, toNumber } from '../../database/rows';

const definitions: FactDefinitionInput[] = [
  {
    name: 'waiver.open.count',
    type: 'number',
    title: 'Waivers that hold',
    description:
      'How many risks are accepted for the service at present, on checks and on controls.',
    unit: '1',
    validFor: 'P2D',
    history: true,
  },
  {
    name: 'waiver.open.points',
    type: 'number',
    title: 'Risk debt',
    description:
      'Points of the waivers that hold: 1 for a low risk, 3 for a moderate, 6 for a high, 10 for a severe one.',
    unit: '1',
    validFor: 'P2D',
    history: true,
  },
  {
    name: 'waiver.open.severe',
    type: 'number',
    title: 'Severe risks accepted',
    description: 'How many of the waivers that hold accept a severe risk.',
    unit: '1',
    validFor: 'P2D',
  },
  {
    name: 'waiver.oldest.requestedAt',
    type: 'timestamp',
    title: 'Oldest waiver asked for',
    description:
      'When the oldest waiver that holds was first asked for, renewals left out; absent without waivers.',
    validFor: 'P2D',
  },
  {
    name: 'waiver.next.endsAt',
    type: 'timestamp',
    title: 'Next waiver to end',
    ahead: true,
    description:
      'When the next of the waivers that hold comes to its end; absent without waivers.',
    validFor: 'P2D',
  },
];

/** Facts about the waivers of each service, from the portal's own records. */
export class WaiverFacts implements FactSource {
  readonly name = 'waivers';
  readonly title = 'Waivers';
  readonly description =
    'Risks accepted in this portal: how many, how great, since when, until when.';
  readonly facts = definitions;
  readonly schedule = {
    // Each change is collected at once; this only keeps the values fresh.
    frequency: { hours: 6 },
    timeout: { minutes: 15 },
    initialDelay: { minutes: 2 },
  };
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(options: { database: Knex; now: () => Date }) {
    this.#knex = options.database;
    this.#now = options.now;
  }

  static create(options: { database: Knex; now: () => Date }): WaiverFacts {
    return new WaiverFacts(options);
  }

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    const rows = await this.#figures(
      services.map(({ service }) => service.ref),
    );
    for (const { service } of services) {
      const facts = toFacts(rows.get(service.ref));
      yield { service: service.ref, outcome: 'facts', facts };
    }
  }

  async #figures(refs: string[]): Promise<Map<string, Figures>> {
    const found = new Map<string, Figures>();
    for (const chunk of chunked(refs)) {
      const rows: Figures[] = await this.#knex('waivers')
        .whereIn('service_ref', chunk)
        .where({ state: 'active' })
        .where('ends_at', '>', this.#now().getTime())
        .groupBy('service_ref')
        .select('service_ref')
        .count({ waivers: '*' })
        .sum({ points: 'points' })
        .min({ oldest: 'requested_at', next: 'ends_at' })
        .select(
          this.#knex.raw(
            "sum(case when level = 'severe' then 1 else 0 end) as severe",
          ),
        );
      for (const row of rows) found.set(row.service_ref, row);
    }
    return found;
  }
}

interface Figures {
  service_ref: string;
  waivers: number | string;
  points: number | string;
  severe: number | string;
  oldest: number | string;
  next: number | string;
}

function toFacts(row: Figures | undefined): CollectedFact[] {
  const facts: CollectedFact[] = [
    { fact: 'waiver.open.count', value: toNumber(row?.waivers) },
    { fact: 'waiver.open.points', value: toNumber(row?.points) },
    { fact: 'waiver.open.severe', value: toNumber(row?.severe) },
  ];
  const oldest = toIso(row?.oldest);
  const next = toIso(row?.next);
  if (oldest) facts.push({ fact: 'waiver.oldest.requestedAt', value: oldest });
  if (next) facts.push({ fact: 'waiver.next.endsAt', value: next });
  return facts;
}
