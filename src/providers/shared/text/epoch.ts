import { z } from 'zod';

const taggedDate = z.object({
  __class__: z.literal('datetime'),
  year: z.number().int(),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  hour: z.number().int().default(0),
  minute: z.number().int().default(0),
  second: z.number().int().default(0),
  microsecond: z.number().int().default(0),
});

const isoLike =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const numeric = /^\d{9,13}(?:\.\d{1,9})?$/;
const weekday = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} /;
const secondsMax = 100_000_000_000;

/**
 * Reads a date as providers’ tools write it, into UTC epoch milliseconds.
 * Takes ISO 8601 with or without `T`, zone (UTC when absent) and fraction, epoch seconds or milliseconds as
 * number or text, HTTP dates, and recorded `datetime` objects. Gives `undefined` for anything else.
 */
export function toEpoch(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value === 'string') return fromText(value.trim());
  const tagged = taggedDate.safeParse(value);
  if (!tagged.success) return undefined;
  const { year, month, day, hour, minute, second, microsecond } = tagged.data;
  return finite(Date.UTC(year, month - 1, day, hour, minute, second, Math.floor(microsecond / 1000)));
}

function fromNumber(value: number): number | undefined {
  if (!(value > 0)) return undefined;
  return finite(Math.round(value < secondsMax ? value * 1000 : value));
}

function fromText(text: string): number | undefined {
  if (text.length > 40) return undefined;
  if (numeric.test(text)) return fromNumber(Number(text));
  if (weekday.test(text)) return finite(Date.parse(text));
  const parts = isoLike.exec(text);
  if (parts === null) return undefined;
  const [, date, time = '00:00:00', zone = 'Z'] = parts;
  return finite(Date.parse(`${date}T${time}${isoZone(zone)}`));
}

function isoZone(zone: string): string {
  if (zone.length === 1 || zone.toUpperCase() === 'UTC') return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** Later than this a value does not fit the store's time columns. */
const latest = Date.UTC(2200, 0, 1);

function finite(epoch: number): number | undefined {
  return Number.isFinite(epoch) && epoch >= 0 && epoch < latest ? epoch : undefined;
}
