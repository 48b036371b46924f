import { basename } from 'node:path';

// What these files take from the environment without a value to fall back on.
// A setting whose variable is missing would be left out without a word, and
// the one of app-config.yaml, which is meant for one machine, would stand in.
const NEEDED: Record<string, string[]> = {
  'app-config.production.yaml': [
    'GOLD_LAYER_URL',
    'POSTGRES_HOST',
    'POSTGRES_USER',
    'POSTGRES_PASSWORD',
  ],
  'app-config.push.yaml': ['GOLD_LAYER_PUSH_TOKEN'],
};

/** A sentence about the variables that the config files on the command line miss, if any. */
export function missingVariables(
  args: string[],
  env: Record<string, string | undefined>,
): string | undefined {
  const files = args
    .map(arg => basename(arg.replace(/^--config=/, '')))
    .filter(name => NEEDED[name]);
  const lacking = files.filter(name => NEEDED[name].some(it => !env[it]));
  if (!lacking.length) {
    return undefined;
  }
  const names = lacking.flatMap(name => NEEDED[name].filter(it => !env[it]));
  return `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} not set, and ${lacking.join(' and ')} cannot do without: set ${names.length > 1 ? 'them' : 'it'} in the environment and start again.`;
}

/** Ends the process with that sentence. */
export function requireVariables(
  args: string[],
  env: Record<string, string | undefined>,
) {
  const sentence = missingVariables(args, env);
  if (sentence) {
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
}
