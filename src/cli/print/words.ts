/** Counts are exact up to 999,999, then rounded: `9.2 M`. */
export function count(value: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
  ] as const) {
    if (value >= size) return `${(value / size).toFixed(1)} ${unit}`;
  }
  return value.toLocaleString('en-US');
}

/** `1 token`, `2 tokens`; the plural may be given where it is not formed with an s. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** One decimal; what is not nothing is never shown as `0.0 %`, what is not all never as `100 %`. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const share = (part / whole) * 100;
  if (share === 0 || share === 100) return `${share} %`;
  if (share < 0.1) return '< 0.1 %';
  if (share > 99.9) return '> 99.9 %';
  return `${share.toFixed(1)} %`;
}

/** `a, b and 3 more`. */
export function listed(names: readonly string[], shownMax: number): string {
  const rest = names.length - shownMax;
  return `${names.slice(0, shownMax).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21 Nov 2026`, in UTC. Takes epoch milliseconds or ISO-8601. */
export function date(time: number | string): string {
  const at = new Date(time);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** The days from `from` up to, not including, the moment `to`: `2 Jun – 29 Sep 2026`. */
export function dates({ from, to }: { readonly from: string; readonly to: string }): string {
  const last = date(Date.parse(to) - 1);
  const first = date(from);
  if (first === last) return last;
  const isSameYear = first.slice(-4) === last.slice(-4);
  return `${isSameYear ? first.slice(0, -5) : first} – ${last}`;
}

/** `21 Nov 2026 02:14`, in UTC. */
export function minute(time: number | string): string {
  return `${date(time)} ${new Date(time).toISOString().slice(11, 16)}`;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The length of a span in days or hours. */
export function span(from: string, to: string): string {
  const length = Date.parse(to) - Date.parse(from);
  if (length < 2 * dayMs) return counted(Math.round(length / hourMs), 'hour');
  return counted(Math.round(length / dayMs), 'day');
}

/** A span that was just spoken of: `these 120 days`, `this hour`. */
export function thisSpan(from: string, to: string): string {
  const length = span(from, to);
  return length.startsWith('1 ') ? `this ${length.slice(2)}` : `these ${length}`;
}

/** `468 MB`, in powers of ten. */
export function bytes(value: number): string {
  for (const [unit, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const) {
    if (value >= size) return `${(value / size).toFixed(value >= 10 * size ? 0 : 1)} ${unit}`;
  }
  return `${Math.round(value)} B`;
}

/**
 * The part of an id that a reader knows it by: what follows its last colon, without the middle of a path. A word
 * alone says too little (`root`), so what it belongs to stays with it, and so does the name of the account that it is in.
 */
export function shortName(id: string): string {
  const [, place, rest = ''] = /^([\w.-]+)\/([^/:]+:.*)$/s.exec(id) ?? [];
  return place === undefined ? shortNameIn(id) : `${place}/${shortNameIn(rest)}`;
}

function shortNameIn(id: string): string {
  const parts = id.split(':').filter((part) => part !== '');
  const name = parts.at(-1) ?? id;
  const [first, ...rest] = name.split('/');
  if (rest.length > 1) return `${first}/…/${rest.at(-1)}`;
  const owner = parts.at(-2);
  return rest.length === 0 && owner !== undefined ? `${owner}:${name}` : name;
}

/** Quotes a word for a shell; gives nothing for what cannot be pasted safely. */
export function shellWord(word: string): string | undefined {
  if (/^[\w@%+=:,./][\w@%+=:,./-]*$/.test(word)) return word;
  if (/^-|[^\x20-\x7e]/.test(word)) return undefined;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
