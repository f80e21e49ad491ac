import { ClickHouseError } from '@clickhouse/client';
import { ScopelightError } from '../model/error.ts';

interface Circumstance {
  /** Name of the statement that failed. */
  readonly statement: string;
  /** The file that was being read, where that is known without asking the engine. */
  readonly fileId?: string;
}

/** TOO_MANY_ROWS, TIMEOUT_EXCEEDED, TOO_SLOW, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES. */
const limitCodes = new Set(['158', '159', '160', '241', '307', '396']);
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Gives what the engine threw as the failure that a user meets; what already is one stays as it is. */
export function toStoreError(cause: unknown, { statement, fileId }: Circumstance): ScopelightError {
  if (cause instanceof ScopelightError) return cause;
  const file = fileId ?? fileNamedIn(cause);
  const parts = { cause, ...(file === undefined ? {} : { details: { fileId: file } }) };
  const message = isSilence(cause) ? 'no answer in time' : messageOf(cause);
  if (cause instanceof ClickHouseError && limitCodes.has(cause.code)) {
    return new ScopelightError('store.limit', `\`${statement}\` hit its limit: ${message}`, {
      ...parts,
      hint: 'narrow the window, or give the engine more memory',
    });
  }
  if (isUnreachable(cause)) {
    return new ScopelightError(
      'store.unreachable',
      `the engine went away during \`${statement}\`: ${message}`,
      {
        ...parts,
        hint: 'check that the server is up, then run the command again',
      },
    );
  }
  return new ScopelightError('store.failed', `the engine refused \`${statement}\`: ${message}`, parts);
}

export function isUnreachable(cause: unknown): boolean {
  if (!(cause instanceof Error) || cause instanceof ClickHouseError) return false;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return unreachableCodes.has(code) || isSilence(cause) || cause.message === 'socket hang up';
}

/** How the client reports that its patience has ended. */
function isSilence(cause: unknown): boolean {
  return cause instanceof Error && /^(Timeout error|The user aborted a request)/.test(cause.message);
}

const messageLengthMax = 600;

/** The first line of what the engine says, fit for a terminal: it may quote bytes from a hostile log. */
export function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  const line = text.split('\n', 1)[0] ?? '';
  return line
    .replaceAll(/\p{Cc}/gu, '�')
    .slice(0, messageLengthMax)
    .trim();
}

/** The engine names the staged file it was reading last; staged files are called after their id. */
function fileNamedIn(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const named = [...cause.message.matchAll(/\(in file\/uri [^()]*\/(\d+)\.[a-z0-9.]+\)/g)].at(-1)?.[1];
  return named ?? fileNamedIn(cause.cause);
}
