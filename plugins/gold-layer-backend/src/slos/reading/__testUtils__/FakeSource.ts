import type {
  Contributors,
  LabelValues,
  MetricLookup,
  SloQueries,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type {
  SliMeasurement,
  SliRequest,
  SliSource,
} from '@gold-layer/backstage-plugin-node';

/** A source that answers what tests expect, and remembers what it was asked. */
export class FakeSource implements SliSource {
  readonly name = 'fake';
  readonly title = 'Fake';
  readonly types = ['prometheus'];
  readonly asked: string[] = [];
  /** While set, every question fails with it. */
  failure: Error | undefined;
  /** What it measures. */
  measurements: SliMeasurement[] = [];
  /** What measuring waits for. */
  before: Promise<void> = Promise.resolve();

  private constructor() {}

  static create(): FakeSource {
    return new FakeSource();
  }

  async *measure(requests: SliRequest[]): AsyncIterable<SliMeasurement> {
    const [{ slo, from, to }] = requests;
    this.#note(`${slo.id} from ${from.toISOString()} to ${to.toISOString()}`);
    await this.before;
    yield* this.measurements;
  }

  async explain(): Promise<SloQueries> {
    this.#note('explain');
    const query = { name: 'bad', query: 'x', source: 'main', answer: '3' };
    return { items: [{ ...query, warnings: [] }] };
  }

  async contributors(
    slo: SloSpec,
    { label, minutes }: { label: string; minutes: number },
  ): Promise<Contributors> {
    this.#note(`${label} over ${minutes}`);
    return {
      label,
      labels: slo.contributors ?? [],
      windowMinutes: minutes,
      items: [{ value: '/pay', bad: 7, share: 1 }],
    };
  }

  async lookUp({
    q = '',
    source = 'main',
  }: {
    q?: string;
    source?: string;
  }): Promise<MetricLookup> {
    this.#note(`look up ${q} at ${source}`);
    return { source, items: [{ name: `${q}_total`, labels: ['code'] }] };
  }

  async lookUpValues({
    metric,
    label,
    source = 'main',
  }: {
    metric: string;
    label: string;
    source?: string;
  }): Promise<LabelValues> {
    this.#note(`values of ${label} of ${metric} at ${source}`);
    return { source, items: ['200', '503'] };
  }

  #note(question: string): void {
    this.asked.push(question);
    if (this.failure) throw this.failure;
  }
}
