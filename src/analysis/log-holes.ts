/** One account and region’s hours with records, in epoch hours, ascending, each once. */
export interface RecordedHours {
  readonly account: string;
  readonly region: string;
  readonly hours: readonly number[];
}

/** A stretch without a single record where there should have been some; epoch hours, `to` exclusive. */
export interface Hole {
  readonly account: string;
  readonly region: string;
  readonly from: number;
  readonly to: number;
  /** How surprising the silence is, in nats: the negative logarithm of its probability. */
  readonly surprise: number;
}

/** Less surprising silence is taken for a quiet time: e⁻³⁰ is one in ten billion. */
const surpriseMin = 30;
/** Shorter gaps are late or small deliveries. */
const hoursMin = 3;

/**
 * Finds holes in a log by its own rhythm: how often each hour of the day has any record, on working days and at
 * weekends apart, says how likely a silent stretch is. A source that is silent at night has no holes at night.
 */
export function findHoles(
  { account, region, hours }: RecordedHours,
  span: { from: number; to: number },
): readonly Hole[] {
  const gaps = gapsIn(hours, span);
  if (gaps.length === 0) return [];
  const silence = silenceByClass(hours, span);
  return gaps.flatMap(({ from, to }) => {
    let surprise = 0;
    for (let hour = from; hour < to; hour++) surprise -= Math.log(silence[classOf(hour)] ?? 1);
    return to - from >= hoursMin && surprise >= surpriseMin ? [{ account, region, from, to, surprise }] : [];
  });
}

/** Only silence between records counts: before the first and after the last, the log had not begun or has ended. */
function gapsIn(
  hours: readonly number[],
  span: { from: number; to: number },
): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let previous: number | undefined;
  for (const hour of hours) {
    if (previous !== undefined && hour > previous + 1 && hour > span.from) {
      gaps.push({ from: Math.max(previous + 1, span.from), to: Math.min(hour, span.to) });
    }
    previous = hour;
  }
  return gaps.filter(({ from, to }) => to > from);
}

/** Chance that an hour of each class has no record, never quite nought. */
function silenceByClass(hours: readonly number[], span: { from: number; to: number }): readonly number[] {
  const all = new Array<number>(48).fill(0);
  const spoken = new Array<number>(48).fill(0);
  const first = Math.max(hours[0] ?? span.from, span.from);
  const last = Math.min(hours.at(-1) ?? span.to, span.to);
  for (let hour = first; hour <= last; hour++) increment(all, classOf(hour));
  for (const hour of hours) if (hour >= first && hour <= last) increment(spoken, classOf(hour));
  return all.map((count, index) => (count - (spoken[index] ?? 0) + 0.5) / (count + 1));
}

function increment(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

/** Hour of the day, working days before weekends. 1 January 1970 was a Thursday. */
function classOf(hour: number): number {
  const weekday = (Math.floor(hour / 24) + 4) % 7;
  return (hour % 24) + (weekday === 0 || weekday === 6 ? 24 : 0);
}
