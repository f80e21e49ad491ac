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

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Less surprising silence is taken for a quiet time: e⁻³⁰ is one in ten million million. */
const surpriseMin = 30;
/** Shorter gaps are late or small deliveries. */
const hoursMin = 3;
/** An hour is compared with the hours around it, so that a source may change its habits. */
const weeksAround = 4;
/** With fewer days than this on one side of a gap, both sides are taken together. */
const sideDaysMin = 5;
/** What it costs to believe that a day was spent like a day of rest; two in a row are believed, three are not. */
const restDayPrice = 10;
/** So much of a day must be silent before it can have been one of rest. */
const restHoursMin = 18;

const dayHours = 24;
const daysAround = weeksAround * 7;

/**
 * Finds holes in a log by its own rhythm: how often the same hour is silent on the days and in the weeks around says how
 * likely a silent stretch is. A source that rests every night, at weekends or every Friday has no holes there.
 * Only silence between records counts: before the first and after the last, a region was not used yet or no longer.
 */
export function findHoles({ account, region, hours }: RecordedHours, span: Stretch): readonly Hole[] {
  const rhythm = new Rhythm(hours, span);
  return rhythm.gaps().flatMap((gap) => {
    if (gap.to - gap.from < hoursMin) return [];
    const surprise = rhythm.surprise(gap);
    return surprise < surpriseMin ? [] : [{ account, region, ...gap, surprise }];
  });
}

/**
 * Finds where the log of an account as a whole begins and ends within a span: at its ends, unless the silence there is as
 * surprising as a hole. Undefined without any record.
 */
export function findExtent(hours: readonly number[], span: Stretch): Stretch | undefined {
  const rhythm = new Rhythm(hours, span);
  const recorded = rhythm.extent;
  if (!recorded) return undefined;
  const isMissing = (stretch: Stretch): boolean =>
    stretch.to - stretch.from >= hoursMin && rhythm.surprise(stretch, surpriseMin) >= surpriseMin;
  return {
    from: isMissing({ from: span.from, to: recorded.from }) ? recorded.from : span.from,
    to: isMissing({ from: recorded.to, to: span.to }) ? recorded.to : span.to,
  };
}

/** How a source’s silent hours are spread over days and weeks. */
class Rhythm {
  readonly extent: Stretch | undefined;
  readonly #firstDay: number;
  readonly #dayCount: number;
  readonly #isSilent: Uint8Array;
  /** Silent and all days before each day, one list for each hour of working days and of weekends. */
  readonly #silentBefore: readonly Uint16Array[];
  readonly #allBefore: readonly Uint16Array[];

  constructor(hours: readonly number[], span: Stretch) {
    const held = hours.filter((hour) => hour >= span.from && hour < span.to);
    const first = held[0];
    this.extent = first === undefined ? undefined : { from: first, to: (held.at(-1) ?? first) + 1 };
    const { from, to } = this.extent ?? { from: 0, to: 0 };
    this.#firstDay = Math.floor(from / dayHours);
    this.#dayCount = Math.ceil(to / dayHours) - this.#firstDay;
    this.#isSilent = new Uint8Array(this.#dayCount * dayHours).fill(1);
    for (const hour of held) this.#isSilent[hour - this.#firstDay * dayHours] = 0;
    const lists = () => Array.from({ length: 2 * dayHours }, () => new Uint16Array(this.#dayCount + 1));
    this.#silentBefore = lists();
    this.#allBefore = lists();
    this.#countDays();
  }

  /** Silent stretches between records. */
  gaps(): Stretch[] {
    const gaps: Stretch[] = [];
    const { from, to } = this.extent ?? { from: 0, to: 0 };
    for (let hour = from; hour < to; hour++) {
      if (!this.#isSilentAt(hour)) continue;
      const start = hour;
      while (this.#isSilentAt(hour)) hour++;
      gaps.push({ from: start, to: hour });
    }
    return gaps;
  }

  /**
   * How surprising it is that a whole stretch is silent, judged by everything but the stretch itself.
   * @param enough more than this need not be told exactly: years of silence are no more missing than days of it
   */
  surprise(gap: Stretch, enough = Number.POSITIVE_INFINITY): number {
    const learnt = new Uint16Array(2 * dayHours);
    let total = 0;
    for (let start = gap.from; start < gap.to && total < enough; ) {
      const end = Math.min(gap.to, (dayOf(start) + 1) * dayHours);
      total += this.#surpriseOfDay({ from: start, to: end }, gap, learnt);
      for (let hour = start; hour < end; hour++) increment(learnt, listOf(hour));
      start = end;
    }
    return total;
  }

  /** Of the part of a gap that lies on one day, which may have been spent like one of the days around it. */
  #surpriseOfDay(part: Stretch, gap: Stretch, learnt: Uint16Array): number {
    const spentLike = (days: number): number => {
      let total = 0;
      for (let hour = part.from; hour < part.to; hour++)
        total -= Math.log(this.#chanceOfSilence(hour + days * dayHours, gap, learnt));
      return total;
    };
    const asUsual = spentLike(0);
    if (part.to - part.from < restHoursMin || asUsual <= restDayPrice) return asUsual;
    return Math.min(asUsual, restDayPrice + Math.min(...[-3, -2, -1, 1, 2, 3].map(spentLike)));
  }

  /** What is more: how often this hour is silent on the days of its kind around, or on the same weekday around. */
  #chanceOfSilence(hour: number, gap: Stretch, learnt: Uint16Array): number {
    return Math.max(this.#shareOfDays(hour, gap, learnt[listOf(hour)] ?? 0), this.#shareOfWeeks(hour, gap));
  }

  /**
   * The silent share of the days before or of those after the gap, whichever is more: a source may have become busy, or
   * fallen quiet. One more silent day is counted than there was, since what never happened may still happen, and so are
   * the days of the gap itself that come before the hour.
   */
  #shareOfDays(hour: number, gap: Stretch, learnt: number): number {
    const list = listOf(hour);
    const day = dayOf(hour) - this.#firstDay;
    const before = this.#daysIn(list, day - daysAround, Math.min(day + 1, this.#dayFrom(gap.from, hour)));
    const after = this.#daysIn(list, Math.max(day, this.#dayFrom(gap.to, hour)), day + daysAround + 1);
    const share = (silent: number, all: number): number => (silent + 1 + learnt) / (all + 1 + learnt);
    if (before.all < sideDaysMin || after.all < sideDaysMin)
      return share(before.silent + after.silent, before.all + after.all);
    return Math.max(share(before.silent, before.all), share(after.silent, after.all));
  }

  #daysIn(list: number, from: number, to: number): { silent: number; all: number } {
    const last = Math.min(to, this.#dayCount);
    const first = Math.min(Math.max(from, 0), Math.max(last, 0));
    const between = (before: Uint16Array | undefined): number =>
      last <= first ? 0 : (before?.[last] ?? 0) - (before?.[first] ?? 0);
    return { silent: between(this.#silentBefore[list]), all: between(this.#allBefore[list]) };
  }

  #shareOfWeeks(hour: number, gap: Stretch): number {
    let silent = 0;
    let all = 0;
    for (let weeks = -weeksAround; weeks <= weeksAround; weeks++) {
      const other = hour + weeks * 7 * dayHours;
      if (!this.#isWithin(other) || (other >= gap.from && other < gap.to)) continue;
      all++;
      if (this.#isSilentAt(other)) silent++;
    }
    return all === 0 ? 0 : silent / all;
  }

  #countDays(): void {
    for (let day = 0; day < this.#dayCount; day++) {
      for (const lists of [this.#silentBefore, this.#allBefore]) {
        for (const list of lists) list[day + 1] = list[day] ?? 0;
      }
      for (let hourOfDay = 0; hourOfDay < dayHours; hourOfDay++) {
        const hour = (this.#firstDay + day) * dayHours + hourOfDay;
        if (!this.#isWithin(hour)) continue;
        increment(this.#allBefore[listOf(hour)], day + 1);
        if (this.#isSilentAt(hour)) increment(this.#silentBefore[listOf(hour)], day + 1);
      }
    }
  }

  /** The first day, counted from the first held one, on which this hour of the day is not before `start`. */
  #dayFrom(start: number, hour: number): number {
    return Math.ceil((start - (hour - dayOf(hour) * dayHours)) / dayHours) - this.#firstDay;
  }

  #isWithin(hour: number): boolean {
    return this.extent !== undefined && hour >= this.extent.from && hour < this.extent.to;
  }

  #isSilentAt(hour: number): boolean {
    return this.#isWithin(hour) && this.#isSilent[hour - this.#firstDay * dayHours] === 1;
  }
}

function increment(counts: Uint16Array | undefined, index: number): void {
  if (counts) counts[index] = (counts[index] ?? 0) + 1;
}

function dayOf(hour: number): number {
  return Math.floor(hour / dayHours);
}

/** Hour of the day, working days before weekends. 1 January 1970 was a Thursday. */
function listOf(hour: number): number {
  const weekday = (dayOf(hour) + 4) % 7;
  return hour - dayOf(hour) * dayHours + (weekday === 0 || weekday === 6 ? dayHours : 0);
}
