import type { CheckFinding } from '../../model/check.ts';
import { groupBy } from '../../model/group-by.ts';
import type { StatedRequirement } from '../../providers/configuration.ts';
import { listed } from '../findings/wording.ts';
import { isEnough, type NewWay } from './compare-operations.ts';
import type { CheckedChange, Draft } from './draft.ts';
import type { HeldScopes } from './read-usage.ts';

/** How much less an operation asks for. */
type Step = 'nothing' | 'less' | 'other';

const shownMax = 3;

/**
 * Operations of an API that are answered for nothing, for less, or for something else than before. What was changed in one place
 * for many is told once.
 */
export function* operationFindings(
  { change }: CheckedChange,
  held: readonly HeldScopes[] | undefined,
): Generator<Draft> {
  const told = change.ways.flatMap((way) => {
    const step = stepOf(way);
    return step === undefined ? [] : [{ ...way, step }];
  });
  const groups = groupBy(told, ({ step, way, before, operation }) =>
    JSON.stringify([step, operation.level, way, before]),
  );
  for (const [first, ...others] of groups.values())
    if (first !== undefined) yield draftOf(first.step, [first, ...others], first, held);
}

/** The operations that an API answers for less than before. */
export function cheaperOperations(ways: readonly NewWay[]): readonly NewWay['operation'][] {
  return [...new Set(ways.filter((way) => stepOf(way) !== undefined).map(({ operation }) => operation))];
}

/** An operation that is new and asks for something takes nothing from anybody: only one that asks for nothing is told. */
function stepOf({ way, before }: NewWay): Step | undefined {
  if (way.credentials.length === 0) return 'nothing';
  if (before === undefined) return undefined;
  return isWeaker(way, before) ? 'less' : 'other';
}

/** Whether it asks for a part of what was asked for, or for no scope where all ways asked for one. */
function isWeaker(way: StatedRequirement, before: readonly StatedRequirement[]): boolean {
  if (before.some((old) => isEnough(way, old))) return true;
  return scopesOf(way).length === 0 && before.every((old) => scopesOf(old).length > 0);
}

function draftOf(
  step: Step,
  all: readonly NewWay[],
  { operation, way, before }: NewWay,
  held: readonly HeldScopes[] | undefined,
): Draft {
  const names = all.map((one) => one.operation.name);
  const what = listed(names, shownMax);
  const asked = before === undefined ? 'new' : `asked for ${wordsOfAny(before)} before`;
  const scopes = scopesOf(way);
  const gainers = held && scopes.length > 0 && before ? gainersOf(held, way, before) : undefined;
  const who =
    gainers === undefined
      ? ''
      : `: ${gainers.length === 0 ? 'nobody' : listed(gainers, shownMax)} ${gainers.length > 1 ? 'gain' : 'gains'} it`;
  return {
    rule: step === 'nothing' ? 'open-door' : 'less-asked',
    severity: severityOf(step, operation.level, before === undefined),
    title:
      step === 'nothing'
        ? `answers anybody on ${what}, ${asked}`
        : `is content with ${wordsOf(way)} on ${what}, ${asked}${who}`,
    place: operation,
    where: 'security',
    scopes,
    resources: names,
    ...(gainers !== undefined && { gainers }),
    fix:
      step === 'nothing'
        ? 'ask for credentials, or say in the description why anybody may'
        : 'ask for what was asked for, or check that whoever gains it may have it',
  };
}

function severityOf(step: Step, level: 'read' | 'write', isNew: boolean): CheckFinding['severity'] {
  const isWrite = level === 'write';
  switch (step) {
    case 'nothing':
      return isNew ? (isWrite ? 'medium' : 'low') : isWrite ? 'high' : 'medium';
    case 'less':
      return isWrite ? 'medium' : 'low';
    case 'other':
      return isWrite ? 'low' : 'info';
  }
}

/** Who holds the scopes that are enough now, and not those of any way that was enough before. */
function gainersOf(
  held: readonly HeldScopes[],
  way: StatedRequirement,
  before: readonly StatedRequirement[],
): readonly string[] {
  const holds = ({ scopes }: HeldScopes, asked: StatedRequirement) =>
    scopesOf(asked).every((scope) => scopes.has(scope));
  return held
    .filter((holder) => holds(holder, way) && !before.some((old) => holds(holder, old)))
    .map(({ name }) => name);
}

function scopesOf({ credentials }: StatedRequirement): readonly string[] {
  return [...new Set(credentials.flatMap(({ scopes }) => scopes))].sort();
}

function wordsOfAny(ways: readonly StatedRequirement[]): string {
  const rest = ways.length - shownMax;
  const words = ways.slice(0, shownMax).map(wordsOf).join(', or ');
  return rest > 0 ? `${words}, or ${rest} others` : words;
}

function wordsOf({ credentials }: StatedRequirement): string {
  if (credentials.length === 0) return 'nothing';
  return credentials
    .map(({ scheme, scopes }) => (scopes.length === 0 ? `any \`${scheme}\`` : scopes.join(' and ')))
    .join(' and ');
}
