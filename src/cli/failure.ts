import { CommanderError } from 'commander';
import { errorCodes, ScopelightError } from '../model/error.ts';
import type { Door } from './door.ts';
import { jsonText } from './print/json-text.ts';
import { line, run } from './print/run.ts';

/** A failure as it is told to whoever ran the command. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly exitCode: number;
  /** For `--verbose` only. */
  readonly trace?: string | undefined;
}

/** Gives any thrown value as a failure that is fit to show. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CommanderError) return usageFailure(error);
  const trace = traceOf(error);
  if (error instanceof ScopelightError) {
    const { code, message, hint, exitCode } = error;
    return { code, message, hint, exitCode, trace };
  }
  const message = firstLine(error instanceof Error ? error.message : String(error));
  const exitCode = errorCodes['store.failed'].exit;
  // Such as a disk that is full: nothing is wrong with the program.
  if (error instanceof Error && 'syscall' in error) {
    return { code: 'unexpected', message: `the system did not go along: ${message}`, exitCode, trace };
  }
  return {
    code: 'unexpected',
    message: `something went wrong: ${message}`,
    hint: 'this is a fault in Scopelight: run the command again with --verbose, and report what it prints',
    exitCode,
    trace,
  };
}

/** Prints a failure to stderr, as JSON where that was asked for, and gives its exit code. */
export function tellFailure(failure: Failure, door: Door): number {
  const { code, message, hint, exitCode, trace } = failure;
  if (door.settings.json) {
    door.close();
    door.host.stderr.write(
      `${jsonText({ error: { code, message, ...(hint === undefined ? {} : { hint }) } })}\n`,
    );
    return exitCode;
  }
  door.warn([
    line(run('error: ', 'severity'), message),
    ...(hint === undefined ? [] : [line(run('hint: ', 'strong'), hint)]),
    ...(door.settings.verbose && trace !== undefined
      ? trace.split('\n').map((text) => line(run(text, 'faint')))
      : []),
  ]);
  return exitCode;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** Commander says what is wrong on the first line and what was perhaps meant on the second. */
function usageFailure(error: CommanderError): Failure {
  if (isUnknown(error) && wordLengthMax < longestQuote(error.message)) return unrepeated;
  const [message = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  const hint =
    /^\((.*)\)$/.exec(suggestion)?.[1] ?? 'see `scopelight --help`, or `scopelight COMMAND --help`';
  return {
    code: 'usage.invalid',
    message: message.replaceAll("'", '`').replace('. It takes', ': it takes').replace(/\.$/, ''),
    hint: hint.replace(/^Did/, 'did'),
    exitCode: errorCodes['usage.invalid'].exit,
  };
}

/** No command or option is longer, misspelt as it may be. */
const wordLengthMax = 20;

/** What was typed in place of a command may be a found token. */
const unrepeated: Failure = {
  code: 'usage.invalid',
  message:
    'a long word was given where a command or an option belongs; it is not repeated, since it may be a token',
  hint: 'give found tokens to `scopelight identify` on standard input, and take this one out of the shell’s history',
  exitCode: errorCodes['usage.invalid'].exit,
};

function isUnknown({ code }: CommanderError): boolean {
  return code === 'commander.unknownCommand' || code === 'commander.unknownOption';
}

function longestQuote(message: string): number {
  const [from, to] = [message.indexOf("'"), message.lastIndexOf("'")];
  return Math.max(0, to - from - 1);
}

function traceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = traceOf(error.cause);
  return cause === undefined ? error.stack : `${error.stack}\ncaused by ${cause}`;
}
