/** Tells whoever waits what is done now. */
export function say(what: string): void {
  process.stderr.write(`  ${what}\n`);
}
