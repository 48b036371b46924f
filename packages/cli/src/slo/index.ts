import { importFormats } from '@gold-layer/backstage-plugin-common';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Terminal } from '../program';
import { generateRuleFiles } from './generateRuleFiles';
import { importFiles } from './importFiles';
import { validateFiles } from './validateFiles';

/** Adds the verbs around SLOs. */
export function addSloCommands(program: Command, terminal: Terminal): void {
  const slo = program
    .command('slo')
    .description('SLOs as OpenSLO documents in files');

  withReading(
    slo
      .command('validate')
      .description(
        'Says what is wrong with files of SLOs. Exit code 0: nothing; 1: something; 2: a file cannot be read.',
      ),
  )
    .option('--strict', 'warnings count as errors')
    .option('--json', 'print SLOs and problems as JSON')
    .action((files, options) => validateFiles(files, options, terminal));

  withReading(
    slo
      .command('rules')
      .description(
        'Generates recording and alerting rules for Prometheus. Exit code 0: done; 1: a file has errors, and nothing was written; 2: a file cannot be read or written.',
      ),
  )
    .option(
      '-o, --output <folder>',
      'folder for one file per service; - for the terminal',
      '-',
    )
    .option('--portal-url <url>', 'address of the portal, for links in alerts')
    .action((files, options) => generateRuleFiles(files, options, terminal));

  slo
    .command('import')
    .description(
      'Turns files of Sloth and Pyrra into OpenSLO, and tells what could not be carried over. Exit code 0: done; 1: a file gave no SLO; 2: a file cannot be read or written.',
    )
    .argument('<files...>', 'files to turn; - for what comes in')
    .addOption(
      new Option(
        '--format <format>',
        'format of the files; told by what they say of themselves if absent',
      ).choices(importFormats),
    )
    .option(
      '-o, --output <folder>',
      'folder for the documents, where none is replaced; - for the terminal',
      '-',
    )
    .action((files, options) => importFiles(files, options, terminal));
}

function withReading(command: Command): Command {
  return command
    .argument('<files...>', 'OpenSLO files; - for what comes in')
    .option(
      '--service <ref>',
      'entity ref of the service whose record names the files; without it, documents name their service',
    )
    .option(
      '--retention <days>',
      'how many days the source keeps its data',
      wholeNumber,
    )
    .option(
      '--scrape <seconds>',
      'how often Prometheus scrapes, in seconds',
      wholeNumber,
    );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new InvalidArgumentError('Expected a whole number above 0.');
  }
  return Number(text);
}
