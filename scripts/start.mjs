import { runProgram } from './setup/run-program.mjs';
import { runScript } from './setup/tell.mjs';

/*
 * `npm start`: shows everything on the demo organisation, then serves the page (`npm start -- --no-serve` does not);
 * `npm start -- ARGUMENTS` runs any command.
 */
await runScript(() => {
  const args = process.argv.slice(2);
  // npm runs scripts in the package's folder; paths in the arguments are the caller's.
  if (args.length > 0 && process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
  const isStart = args.length === 0 || args[0] === '--no-serve';
  return runProgram(isStart ? ['start', ...args] : args, { needsEngine: true });
});
