/** Ends a command with one plain sentence that says what to do, and no stack trace. */
export class Stop extends Error {}
