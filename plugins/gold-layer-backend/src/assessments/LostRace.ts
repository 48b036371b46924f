/** Somebody else wrote between reading and writing. */
export class LostRace extends Error {
  private constructor(
    /** What both wanted to change. */
    readonly what: string,
    /** Ref of whoever was faster. */
    readonly by: string,
    /** Milliseconds. */
    readonly at: number,
  ) {
    super(`'${what}' was changed meanwhile by '${by}'`);
  }

  static create(
    what: string,
    { by, at }: { by: string; at: number },
  ): LostRace {
    return new LostRace(what, by, at);
  }
}
