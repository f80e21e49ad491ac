/** Every failure a user can meet: its exit code, and the HTTP status it has behind an API. */
export const errorCodes = {
  'usage.invalid': { exit: 2, status: 400 },
  'input.not-found': { exit: 2, status: 404 },
  'input.nothing-to-load': { exit: 2, status: 422 },
  'subject.not-found': { exit: 2, status: 404 },
  'subject.without-policy': { exit: 2, status: 422 },
  'request.refused': { exit: 2, status: 403 },
  'request.stale': { exit: 2, status: 409 },
  'request.too-large': { exit: 2, status: 413 },
  'server.address': { exit: 2, status: 500 },
  'server.port-in-use': { exit: 4, status: 500 },
  'identify.failed': { exit: 4, status: 500 },
  'system.unreachable': { exit: 4, status: 502 },
  'system.refused': { exit: 2, status: 502 },
  'store.in-use': { exit: 4, status: 503 },
  'store.unreachable': { exit: 4, status: 503 },
  'store.unsupported': { exit: 2, status: 500 },
  'store.newer-schema': { exit: 2, status: 500 },
  'store.limit': { exit: 4, status: 503 },
  'store.failed': { exit: 4, status: 500 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

interface ErrorParts {
  /** What to do about it. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Facts for the program that catches it; ids are strings. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * A failure with a message that is safe and useful to show.
 * Messages start lower-case, have no final full stop and quote user input in backticks.
 */
export class ScopelightError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, parts: ErrorParts = {}) {
    super(message, { cause: parts.cause });
    this.name = 'ScopelightError';
    this.code = code;
    this.hint = parts.hint;
    this.details = parts.details ?? {};
  }

  get exitCode(): number {
    return errorCodes[this.code].exit;
  }
}
