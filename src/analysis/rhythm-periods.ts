import type { Span } from '../model/window.ts';
import { periodLengths } from './rhythm-candidates.ts';

const dayMs = 86_400_000;

/** A rhythm that jobs have, and whether a window can have seen it at all. */
export interface PeriodSeen {
  readonly jobs: 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly';
  readonly periodDays: number;
  /** The chance that a job of this period had one of its days in the window: min(1, W/T). */
  readonly chance: number;
}

/** How likely a window saw jobs of every common period; {@link periodsText} says it in words. */
export function periodsSeen(span: Span): readonly PeriodSeen[] {
  const days = Math.max(0, span.to - span.from) / dayMs;
  return periods.map(({ jobs, periodDays }) => ({
    jobs,
    periodDays,
    chance: Math.min(1, days / periodDays),
  }));
}

const periods = [
  { jobs: 'weekly', periodDays: periodLengths.week },
  { jobs: 'monthly', periodDays: periodLengths.month },
  { jobs: 'quarterly', periodDays: periodLengths.quarter },
  { jobs: 'half-yearly', periodDays: periodLengths.halfYear },
  { jobs: 'yearly', periodDays: periodLengths.year },
] as const;

/** What a window can know, such as `safe for monthly jobs, cannot know about yearly ones`. */
export function periodsText(seen: readonly PeriodSeen[]): string {
  const sure = seen.filter(({ chance }) => chance >= sureFrom).at(-1);
  const unsure = seen.filter(({ chance }) => chance < sureFrom);
  const knows = sure ? `safe for ${sure.jobs} jobs` : 'too short for even weekly jobs';
  if (unsure.length === 0) return knows;
  if (!sure) return knows;
  const rare = unsure.map(({ jobs }) => jobs);
  const list = rare.length === 1 ? rare[0] : `${rare.slice(0, -1).join(', ')} and ${rare.at(-1)}`;
  return `${knows}, cannot know about ${list} ones`;
}

/** Ninety days are a quarter to everybody but the calendar. */
const sureFrom = 0.98;
