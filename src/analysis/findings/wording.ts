const dayMs = 86_400_000;

/** `2026-09-30`, of UTC epoch milliseconds. */
export function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** ISO-8601 of UTC epoch seconds. */
export function isoTime(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

export function windowOf({ from, to }: { readonly from: number; readonly to: number }) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Whole days of a span of UTC epoch milliseconds. */
export function daysOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return Math.floor((to - from) / dayMs);
}

/** `a, b and 3 more`. */
export function listed(names: readonly string[], shownMax = 5): string {
  const rest = names.length - shownMax;
  return `${names.slice(0, shownMax).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The end of a long id, as people know it. */
export function shortName(id: string): string {
  return id.split('/').at(-1) || id;
}
