#!/usr/bin/env node
import { exitOnSignals } from './exit-on-signals.ts';
import { runProgram, tellCrash } from './run-program.ts';

const args = process.argv.slice(2);
exitOnSignals(process);
process.on('uncaughtException', (error) => process.exit(tellCrash(process, args, error)));
process.exitCode = await runProgram(process, args);
