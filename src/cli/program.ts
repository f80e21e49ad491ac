import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from './act.ts';
import { addBacktest } from './commands/backtest.ts';
import { addCan } from './commands/can.ts';
import { addCheck } from './commands/check.ts';
import { addCollect } from './commands/collect.ts';
import { addCoverage } from './commands/coverage.ts';
import { addDemo } from './commands/demo.ts';
import { addDenials } from './commands/denials.ts';
import { addExplain } from './commands/explain.ts';
import { addFindings } from './commands/findings.ts';
import { addGraph } from './commands/graph.ts';
import { addIdentify } from './commands/identify.ts';
import { addIngest } from './commands/ingest.ts';
import { addLookup } from './commands/lookup.ts';
import { addMute } from './commands/mute.ts';
import { addPolicy } from './commands/policy.ts';
import { addRoles } from './commands/roles.ts';
import { addScan } from './commands/scan.ts';
import { addScore } from './commands/score.ts';
import { addServe } from './commands/serve.ts';
import { addStart } from './commands/start.ts';
import { addTimeline } from './commands/timeline.ts';
import { addToken } from './commands/token.ts';
import { addTokens } from './commands/tokens.ts';
import { addToxic } from './commands/toxic.ts';
import type { Host } from './host.ts';
import { version } from './version.ts';

/** Builds the command line: parsing only, no command runs by it. */
export function createProgram(host: Host, act: Act): CommandUnknownOpts {
  const program = new Command('scopelight')
    .description('What every token can do, what it does, and the difference.')
    .version(version(), '--version', 'print the version')
    .option('--json', 'print the result as JSON on stdout, and nothing else there')
    .option('--quiet', 'no progress and no chatter')
    .option('--verbose', 'print where an error comes from')
    .option('--no-color', 'no colour (so does NO_COLOR; FORCE_COLOR does the opposite)')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      // Errors are told by whoever catches them.
      outputError: () => {},
    })
    .exitOverride()
    .addHelpText('after', afterHelp);
  program.commandsGroup('Look at logs:');
  addScan(program, act);
  addIngest(program, act);
  addCollect(program, act);
  addServe(program, act);
  program.commandsGroup('Ask of what was loaded:');
  addTokens(program, act);
  addToken(program, act);
  addFindings(program, act);
  addMute(program, act);
  addExplain(program, act);
  addScore(program, act);
  addPolicy(program, act);
  addBacktest(program, act);
  addToxic(program, act);
  addDenials(program, act);
  addRoles(program, act);
  addTimeline(program, act);
  addGraph(program, act);
  addCoverage(program, act);
  program.commandsGroup('Ask without logs:');
  addCheck(program, act);
  addCan(program, act);
  addLookup(program, act);
  addIdentify(program, act);
  program.commandsGroup('Try it out:');
  addDemo(program, act);
  addStart(program, act);
  return program;
}

const afterHelp = `
Exit codes:
  0    fine
  1    findings over --fail-on
  2    usage or configuration
  3    some input could not be read; everything readable was
  4    a system could not be reached, or failed
  130  interrupted

Every command has its page in docs/commands.`;
