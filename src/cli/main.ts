#!/usr/bin/env node
import { exitOnSignals } from './exit-on-signals.ts';
import { runProgram } from './run-program.ts';

exitOnSignals(process);
process.exitCode = await runProgram(process, process.argv.slice(2));
