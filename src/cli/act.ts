import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Door } from './door.ts';

/** How a command acts: it is given a door, and gives the exit code. */
export type Act = (command: CommandUnknownOpts, task: (door: Door) => Promise<number>) => Promise<void>;
