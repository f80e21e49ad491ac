import { CommanderError } from 'commander';
import type { Act } from './act.ts';
import { type Door, openDoor } from './door.ts';
import { describeFailure, tellFailure } from './failure.ts';
import type { Host } from './host.ts';
import { createProgram } from './program.ts';
import { readSettings } from './settings.ts';

/** Runs one command line, given without the names of interpreter and program, and gives the exit code. */
export async function runProgram(host: Host, args: readonly string[]): Promise<number> {
  let door: Door = openDoor(host, readSettings(guessSettings(args)));
  let exitCode = 0;
  const act: Act = async (command, task) => {
    door = openDoor(host, readSettings(command.optsWithGlobals()));
    exitCode = await task(door);
  };
  try {
    await createProgram(host, act).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // Commander has printed the help already; there is nothing to add but the exit code.
    if (error instanceof CommanderError && error.code === 'commander.help') return 2;
    return tellFailure(describeFailure(error), door);
  } finally {
    door.close();
  }
}

/** Tells of a failure that nobody caught, such as an output device that is full, and gives the exit code. */
export function tellCrash(host: Host, args: readonly string[], error: unknown): number {
  return tellFailure(describeFailure(error), openDoor(host, readSettings(guessSettings(args))));
}

/** How to speak of a command line that could not be parsed. */
function guessSettings(args: readonly string[]): Record<string, boolean> {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return {
    json: options.includes('--json'),
    verbose: options.includes('--verbose'),
    color: !options.includes('--no-color'),
  };
}
