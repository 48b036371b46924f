import { changeKinds } from '@gold-layer/backstage-plugin-common';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from '../program';
import { askGate } from './askGate';

/** Adds the verb that asks the deploy gate. */
export function addGateCommand(program: Command, terminal: Terminal): void {
  program
    .command('gate')
    .description(
      'Asks the deploy gate whether a change may go out now. Exit code 0: it may; 1: it may not; 2: it could not be told; 3: once conditions are met.',
    )
    .argument(
      '<service>',
      'entity ref of the service, such as component:default/checkout; its name alone will do',
    )
    .addOption(
      new Option('--change <kind>', 'what kind of change it is')
        .choices(changeKinds)
        .makeOptionMandatory(),
    )
    .option(
      '--reference <text>',
      'what is about to go out, such as a version or commit; shown beside the answer',
    )
    .addOption(
      new Option('--url <url>', "address of the portal's backend")
        .env('GOLD_LAYER_URL')
        .makeOptionMandatory(),
    )
    .option(
      '--conditions-ok',
      'end with 0 where there are conditions, as somebody has seen to them',
    )
    .option('--json', 'print the whole answer as JSON')
    .addOption(
      new Option('--timeout <seconds>', 'give up after so long')
        .default(30)
        .argParser(secondsOf),
    )
    .addHelpText(
      'after',
      '\nThe token is read from the environment: GOLD_LAYER_TOKEN.',
    )
    // A mistyped option must not look like an answer: 1 is a denial.
    .exitOverride(error => {
      terminal.setExitCode(error.exitCode === 0 ? 0 : 2);
      throw error;
    })
    .action((service, options) =>
      askGate(service, options, {
        terminal,
        token: process.env.GOLD_LAYER_TOKEN,
      }),
    );
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError('Expected seconds from above 0 to 3600.');
}
