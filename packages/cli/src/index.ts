import { createProgram } from './program';

createProgram({
  print: text => void process.stdout.write(`${text}\n`),
  printError: text => void process.stderr.write(`${text}\n`),
  setExitCode: code => void (process.exitCode = code),
}).parseAsync();
