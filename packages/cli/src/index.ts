import { CommanderError } from 'commander';
import { createProgram } from './program';

// Whoever reads the output may have enough of it, as `| head` does.
process.stdout.on('error', error => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit();
});

createProgram({
  print: text => void process.stdout.write(`${text}\n`),
  printError: text => void process.stderr.write(`${text}\n`),
  setExitCode: code => void (process.exitCode = code),
})
  .parseAsync()
  .catch(error => {
    // A verb has said what was wrong with its options and set its own exit code.
    if (!(error instanceof CommanderError)) throw error;
  });
