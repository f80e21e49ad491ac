import { type ErrorCode, ScopelightError } from '../../model/error.ts';

/** A failure as it passes from one process to another, where its class would be lost. */
export interface Failure {
  /** Missing for a fault of ours. */
  readonly code?: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly stack?: string;
}

/** Takes a failure apart. */
export function failureOf(cause: unknown): Failure {
  if (!(cause instanceof Error)) return { message: String(cause) };
  const { message, stack } = cause;
  const shared = { message, ...(stack !== undefined && { stack }) };
  if (!(cause instanceof ScopelightError)) return shared;
  const { code, hint, details } = cause;
  return { ...shared, code, details, ...(hint !== undefined && { hint }) };
}

/** Makes the failure whole again. */
export function errorOf({ code, message, hint, details, stack }: Failure): Error {
  const error =
    code === undefined
      ? new Error(message)
      : new ScopelightError(code, message, {
          ...(hint !== undefined && { hint }),
          ...(details !== undefined && { details }),
        });
  if (stack !== undefined) error.stack = stack;
  return error;
}
