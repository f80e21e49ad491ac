import type { Outcome } from './truth.ts';

/** Gives what became of a request, by the status of HTTP that answered it. */
export function outcomeOfStatus(status: number): Outcome {
  if (status < 400) return 'allowed';
  if (status === 401) return 'authn-failed';
  return status === 403 ? 'denied' : 'error';
}
