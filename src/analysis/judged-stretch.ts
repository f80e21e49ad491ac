import { findExtent } from './log-holes.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const dayHours = 24;
/** Holes of less than this share of the span, and shorter than a day, do not decide. */
const holeShareMax = 0.01;
/** So many days without a hole are enough to judge by, … */
const cleanHoursMin = 60 * dayHours;
/** … and so is nearly all of a shorter span. */
const cleanShareMin = 0.9;

/**
 * Gives the stretch of a span in which silence of an account is evidence: from where its log begins, or its last hole that
 * matters ends, to where its log ends. All in epoch hours, `to` exclusive.
 * @param hours with records, by region
 * @returns undefined when what is left is too short to judge by.
 */
export function judgedStretch(
  hours: readonly (readonly number[])[],
  holes: readonly Stretch[],
  span: Stretch,
): Stretch | undefined {
  const extent = findExtent(
    [...new Set(hours.flat())].sort((a, b) => a - b),
    span,
  );
  if (!extent) return undefined;
  const from = decides(holes, span) ? Math.max(extent.from, ...holes.map((hole) => hole.to)) : extent.from;
  const enough = Math.min(cleanHoursMin, cleanShareMin * (span.to - span.from));
  return extent.to - from >= enough ? { from, to: extent.to } : undefined;
}

function decides(holes: readonly Stretch[], span: Stretch): boolean {
  const lengths = holes.map((hole) => hole.to - hole.from);
  const lost = lengths.reduce((sum, length) => sum + length, 0);
  return lost > holeShareMax * (span.to - span.from) || Math.max(0, ...lengths) >= dayHours;
}
