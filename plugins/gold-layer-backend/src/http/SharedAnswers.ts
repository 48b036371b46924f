/** Keeps answers for a while and shares them, also while they are on their way. */
export class SharedAnswers<T> {
  readonly #options: { validMs: number; capacity: number; now: () => Date };
  readonly #answers = new Map<string, { answer: Promise<T>; until: number }>();

  private constructor(options: {
    validMs: number;
    capacity: number;
    now: () => Date;
  }) {
    this.#options = options;
  }

  static create<T>(options: {
    validMs: number;
    capacity: number;
    now: () => Date;
  }): SharedAnswers<T> {
    return new SharedAnswers<T>(options);
  }

  /** What the key stands for: as known, or found out now. What fails is not kept. */
  get(key: string, find: () => Promise<T>): Promise<T> {
    const { validMs, capacity, now } = this.#options;
    const time = now().getTime();
    const known = this.#answers.get(key);
    if (known && known.until > time) return known.answer;
    const answer = find();
    this.#answers.delete(key);
    this.#answers.set(key, { answer, until: time + validMs });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > capacity) this.#answers.delete(oldest);
    answer.catch(() => {
      // Another answer may have taken its place by now.
      if (this.#answers.get(key)?.answer === answer) this.#answers.delete(key);
    });
    return answer;
  }
}
