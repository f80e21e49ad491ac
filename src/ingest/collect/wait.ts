const secondMs = 1000;
/** No limit that is documented takes longer to be lifted. */
const waitMsMax = 3_600_000;

/**
 * Tells how long an answer asks to wait, for its limit on requests or, of a system that fails, until it is back; undefined where
 * it does not speak of it. A 403 is a limit only where it says so.
 */
export function waitForLimit(status: number, headers: Headers, now: number): number | undefined {
  const after = seconds(headers.get('retry-after'));
  if (status >= 500) return after === undefined ? undefined : bounded(after * secondMs);
  const isSpent =
    headers.get('x-ratelimit-remaining') === '0' || headers.get('x-rate-limit-remaining') === '0';
  if (status !== 429 && !(status === 403 && (isSpent || after !== undefined))) return undefined;
  if (after !== undefined) return bounded(after * secondMs);
  const reset = seconds(headers.get('x-rate-limit-reset') ?? headers.get('x-ratelimit-reset'));
  // A second more, since clocks differ.
  if (reset !== undefined) return bounded(reset * secondMs - now + secondMs);
  return 60 * secondMs;
}

/** How long to wait after so many failures in a row, and at least as long as the system says. */
export function waitAfterFailure(failures: number, askedMs = 0): number {
  return Math.max(askedMs, Math.min(60 * secondMs, 2 ** (failures - 1) * secondMs));
}

function seconds(text: string | null): number | undefined {
  return text !== null && /^\d{1,11}$/.test(text.trim()) ? Number(text) : undefined;
}

function bounded(ms: number): number {
  return Math.min(waitMsMax, Math.max(secondMs, ms));
}
