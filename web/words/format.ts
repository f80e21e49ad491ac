/** Exact up to 999,999, then `9.2 M`. */
export function count(value: number): string {
  return Math.abs(value) < 1_000_000 ? value.toLocaleString('en-US') : `${(value / 1_000_000).toFixed(1)} M`;
}

/** `1 token`, `12 tokens`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** One decimal; what is there at all is never told as 0. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const share = (100 * part) / whole;
  if (part > 0 && share < 0.1) return 'under 0.1 %';
  if (part < whole && share > 99.9) return 'over 99.9 %';
  return `${share.toFixed(1)} %`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `21 Nov 2026`, in UTC. */
export function day(time: string | number): string {
  return dayFormat.format(new Date(time)).replace('Sept', 'Sep');
}

/** `21 Nov`, in UTC. */
export function shortDay(time: string | number): string {
  return shortDayFormat.format(new Date(time)).replace('Sept', 'Sep');
}

/** `Nov 2026`, in UTC. */
export function month(time: string | number): string {
  return day(time).split(' ').slice(1).join(' ');
}

/** `21 Nov 14:05`, in UTC. */
export function minute(time: string): string {
  return `${shortDay(time)} ${time.slice(11, 16)}`;
}

/** `2 Jun – 29 Sep 2026`; the end of a window is its last moment. */
export function span({ from, to }: { readonly from: string; readonly to: string }): string {
  const last = Date.parse(to) - 1;
  const isSameYear = new Date(from).getUTCFullYear() === new Date(last).getUTCFullYear();
  return `${isSameYear ? shortDay(from) : day(from)} – ${day(last)}`;
}

/** The first letter large: for a text that begins a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** How people write the names of providers. */
export function providerTitle(id: string): string {
  return providerTitles[id] ?? id;
}

const providerTitles: Readonly<Record<string, string>> = {
  aws: 'AWS',
  github: 'GitHub',
  kubernetes: 'Kubernetes',
  okta: 'Okta',
  salesforce: 'Salesforce',
  gcp: 'Google Cloud',
  azure: 'Azure',
  http: 'HTTP',
  google: 'Google Workspace',
  slack: 'Slack',
  vault: 'Vault',
  postgres: 'PostgreSQL',
};

/** The part of an owner that people call them by. */
export function ownerName(owner: string): string {
  return owner.replace(/(?<=.)@.*$/, '');
}

/** The end of a long id. */
export function shortId(id: string): string {
  return id.split('/').at(-1) || id;
}
