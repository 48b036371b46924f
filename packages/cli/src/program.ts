import { Command } from 'commander';
import { version } from '../package.json';
import { addGateCommand } from './gate';
import { verifyFile } from './review/verifyFile';
import { addSloCommands } from './slo';

/** Where a command says what it found. */
export interface Terminal {
  print(text: string): void;
  printError(text: string): void;
  /** 0: all is well; 1: it is not; 2: it could not be told; 3: it will be, once conditions are met. */
  setExitCode(code: 0 | 1 | 2 | 3): void;
}

/** Every verb of the command line. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('gold-layer')
    .description('Gold Layer for pipelines and auditors')
    .version(version)
    .configureOutput({
      writeOut: text => terminal.print(text.trimEnd()),
      writeErr: text => terminal.printError(text.trimEnd()),
    });
  const review = program
    .command('review')
    .description('Readiness reviews exported from the portal');
  review
    .command('verify')
    .description(
      'Checks that an exported review is whole and unchanged. Exit code 0: it is; 1: it is not; 2: it cannot be told.',
    )
    .argument('<file>', 'the exported review, as JSON')
    .option(
      '--head <hash>',
      "hash of the log's last entry from elsewhere, such as the portal's audit log",
    )
    .option(
      '--evidence <folder>',
      'folder with the files of the evidence; each is held against its hash',
    )
    .action((file, options) => verifyFile(file, options, terminal));
  addSloCommands(program, terminal);
  addGateCommand(program, terminal);
  return program;
}
