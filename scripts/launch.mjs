import { runProgram } from './setup/run-program.mjs';
import { runScript } from './setup/tell.mjs';

/* What `./scopelight` runs. */
await runScript(() => runProgram(process.argv.slice(2), { needsEngine: false }));
