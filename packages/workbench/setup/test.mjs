import { runBrowserTests } from './browserTests.mjs';
import { installPackages } from './install.mjs';
import { endAllOnSignal } from './processes.mjs';
import { say, seconds, step } from './say.mjs';
import { checkFormat, checkTypes, lint } from './staticStages.mjs';
import { Stop } from './Stop.mjs';
import { closingLine, sum } from './tally.mjs';
import { findToolchain } from './toolchain.mjs';
import { runUnitTests } from './unitTests.mjs';

const stages = {
  format: tools => step('Checking the format', () => checkFormat(tools)),
  lint: tools => step('Linting', () => lint(tools)),
  types: tools => step('Checking the types', () => checkTypes(tools)),
  unit: tools => {
    say('Running the tests of every package …');
    return runUnitTests(tools);
  },
  e2e: tools => {
    say('Running the end-to-end tests …');
    return runBrowserTests(tools);
  },
};

function chosen(args) {
  const unknown = args.find(name => !Object.hasOwn(stages, name));
  if (unknown) {
    throw new Stop(
      `There is no test stage '${unknown}': choose among ${Object.keys(stages).join(', ')}, or name none to run them all.`,
    );
  }
  return args.length ? args : Object.keys(stages);
}

/** Runs every stage, or the named ones, to its end and says what failed. */
export async function test(args) {
  const names = chosen(args);
  endAllOnSignal();
  const tools = await findToolchain();
  await installPackages(tools);

  const results = [];
  const broken = [];
  for (const name of names) {
    const since = Date.now();
    const result = await stages[name](tools);
    results.push(result);
    if (result.failed) {
      broken.push(name);
    }
    say(`${name}: ${result.failed ? 'FAILED' : 'ok'}, ${seconds(since)}`);
    say();
  }
  if (broken.length) {
    say(`Failed: ${broken.join(', ')}.`);
  }
  const total = sum(results);
  say(closingLine(total));
  return total.failed ? 1 : 0;
}
