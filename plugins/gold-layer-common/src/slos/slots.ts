import { CountedBucket, sliceMs } from './buckets';

/** Counts per five minutes, summed up so that any stretch of them is one subtraction. */
export class Slots {
  readonly #first: number;
  readonly #bad: Float64Array;
  readonly #total: Float64Array;
  readonly #covered: Float64Array;

  private constructor(first: number, count: number) {
    this.#first = first;
    this.#bad = new Float64Array(count + 1);
    this.#total = new Float64Array(count + 1);
    this.#covered = new Float64Array(count + 1);
  }

  /** Longer buckets are spread evenly over their five minutes. */
  static create(buckets: CountedBucket[], span: { from: number; to: number }) {
    const first = Math.floor(span.from / sliceMs);
    const slots = new Slots(first, Math.ceil(span.to / sliceMs) - first);
    for (const bucket of buckets) slots.#add(bucket);
    for (const sums of [slots.#bad, slots.#total, slots.#covered]) {
      for (let slot = 1; slot < sums.length; slot += 1) {
        sums[slot] += sums[slot - 1];
      }
    }
    return slots;
  }

  /** Counts between two times, in milliseconds since 1970; what lies outside is not measured. */
  between(from: number, to: number) {
    const a = this.#slotOf(from);
    const b = this.#slotOf(to);
    return {
      bad: Math.max(0, this.#bad[b] - this.#bad[a]),
      total: Math.max(0, this.#total[b] - this.#total[a]),
      covered: Math.max(0, this.#covered[b] - this.#covered[a]),
    };
  }

  #add({ start, minutes, bad, total, covered }: CountedBucket): void {
    const length = Math.max(1, Math.round(minutes / 5));
    const begin = Math.floor(start / sliceMs) - this.#first;
    for (let slot = begin; slot < begin + length; slot += 1) {
      if (slot >= 0 && slot + 1 < this.#bad.length) {
        this.#bad[slot + 1] += bad / length;
        this.#total[slot + 1] += total / length;
        this.#covered[slot + 1] += covered / length;
      }
    }
  }

  #slotOf(at: number): number {
    const slot = Math.round(at / sliceMs) - this.#first;
    return Math.min(Math.max(slot, 0), this.#bad.length - 1);
  }
}
