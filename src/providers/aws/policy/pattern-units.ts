import type { Unit } from './arn-pattern.ts';

/** The code of the sign between the parts of an ARN. */
export const colonCode = ':'.charCodeAt(0);

/** Where a pattern may stand after all steps of another. */
export function follow(units: readonly Unit[], steps: readonly Unit[]): ReadonlySet<number> {
  let reached = skipRuns(units, new Set([0]));
  for (const step of steps) {
    const next = new Set<number>();
    for (const at of reached) {
      const after = advance(units[at], step, at);
      if (after !== undefined) next.add(after);
    }
    if (next.size === 0) return next;
    reached = skipRuns(units, next);
  }
  return reached;
}

/** Looks for a text that both match, by every pair of positions that can be reached together. */
export function unitsMeet(left: readonly Unit[], right: readonly Unit[]): boolean {
  const width = right.length + 1;
  const seen = new Set<number>();
  const todo = [0];
  for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const i = Math.floor(state / width);
    const j = state % width;
    const [one, other] = [left[i], right[j]];
    if (one === undefined && other === undefined) return true;
    if (isRun(one)) todo.push((i + 1) * width + j);
    if (isRun(other)) todo.push(i * width + j + 1);
    if (one === undefined || other === undefined || !canMeet(one, other)) continue;
    todo.push((isRun(one) ? i : i + 1) * width + (isRun(other) ? j : j + 1));
  }
  return false;
}

/** Whether it stands for any number of characters. */
export function isRun(unit: Unit | undefined): boolean {
  return typeof unit === 'object' && unit.isRun;
}

/** Where a pattern stands after one step of another: a run of the other is within a run of this only. */
function advance(unit: Unit | undefined, step: Unit, at: number): number | undefined {
  if (unit === undefined) return undefined;
  if (typeof unit === 'number') return unit === step ? at + 1 : undefined;
  const mayBeColon = typeof step === 'number' ? step === colonCode : !step.isConfined;
  if (unit.isConfined && mayBeColon) return undefined;
  if (unit.isRun) return at;
  return isRun(step) ? undefined : at + 1;
}

function canMeet(one: Unit, other: Unit): boolean {
  if (typeof one === 'number') {
    return typeof other === 'number' ? one === other : !other.isConfined || one !== colonCode;
  }
  return typeof other === 'number' ? !one.isConfined || other !== colonCode : true;
}

function skipRuns(units: readonly Unit[], reached: Set<number>): Set<number> {
  for (const at of reached) if (isRun(units[at])) reached.add(at + 1);
  return reached;
}
