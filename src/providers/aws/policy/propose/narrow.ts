import type { NeedReason, PermissionNeed, PolicyProposal } from '../../../../model/policy-proposal.ts';
import type { Notes } from '../../../shared/policy/proposal-notes.ts';
import { awsCatalogue } from '../../catalogue/catalogue.ts';
import type { Selection } from '../parse-statement.ts';
import { isExact, overlaps } from '../resource-pattern.ts';
import type { Grain } from './grain.ts';
import type { HeldAllow, HeldPolicy } from './held.ts';
import type { HeldCondition } from './held-condition.ts';
import { noteTarget, unheldText } from './narrow-notes.ts';
import { only, selectionCovers } from './selection.ts';
import { type NamedTarget, type Target, targetsOf } from './targets.ts';
import { order, unique } from './unique.ts';
import { within } from './within.ts';

/** One permission on one selection of resources, to be written. */
export interface Give {
  readonly permission: string;
  readonly reason: NeedReason;
  /** One pattern, or the exceptions of a `NotResource`. */
  readonly resources: Selection;
  readonly condition: HeldCondition | undefined;
  readonly adds: readonly string[];
}

export interface Narrowed {
  readonly gives: readonly Give[];
  readonly unwritten: PolicyProposal['unwritten'];
}

/** Works out what has to be written for each need, within what is held. */
export function narrow(
  needs: readonly PermissionNeed[],
  held: readonly HeldPolicy[],
  grain: Grain,
  notes: Notes,
): Narrowed {
  const gives: Give[] = [];
  const unwritten: { permission: string; why: string }[] = [];
  for (const need of merged(needs)) {
    const found = giveOne(need, held, grain, notes);
    gives.push(...found);
    if (found.length > 0) continue;
    unwritten.push({ permission: need.permission, why: 'no held document gives it on what it was used on' });
  }
  return { gives, unwritten };
}

/** One need for each permission and reason, under the catalogue’s name, in order. */
function merged(needs: readonly PermissionNeed[]): readonly PermissionNeed[] {
  const byKey = new Map<string, PermissionNeed>();
  for (const need of needs) {
    const permission = awsCatalogue.find(need.permission)?.name ?? need.permission;
    const key = `${permission} ${need.reason}`;
    const known = byKey.get(key);
    // A need without resources is about all of them.
    const isWhole = need.resources.length === 0 || known?.resources.length === 0;
    const resources = isWhole ? [] : [...(known?.resources ?? []), ...need.resources];
    byKey.set(key, { permission, reason: need.reason, resources });
  }
  return [...byKey].sort(([a], [b]) => order(a, b)).map(([, need]) => need);
}

function giveOne(
  { permission, reason, resources }: PermissionNeed,
  held: readonly HeldPolicy[],
  grain: Grain,
  notes: Notes,
): readonly Give[] {
  if (awsCatalogue.find(permission) === undefined) {
    notes.add('unknown', 'no permission of this name is in the catalogue', permission);
  }
  const allows: readonly HeldAllow[] =
    reason === 'wanted'
      ? [{ actions: only('*'), resources: only('*'), condition: undefined }]
      : held.flatMap((policy) => policy.allowsFor(permission));
  const give = ({ condition }: HeldAllow, selection: Selection, adds: readonly string[]): Give => {
    return { permission, reason, resources: selection, condition, adds };
  };
  const gives: Give[] = [];
  const unheld: string[] = [];
  for (const target of targetsOf(permission, resources, grain)) {
    const found =
      target.kind === 'named'
        ? namedGives(target, allows, grain.exactMax, give)
        : sufficient(allows, only('*')).flatMap((allow) =>
            selections(allow.resources).map((one) => give(allow, one, [])),
          );
    unheld.push(...missing(target, found));
    gives.push(...found);
    noteTarget(target, found, permission, resources.length === 0, notes);
  }
  if (unheld.length > 0) notes.add('unheld', unheldText(unheld), permission);
  return gives;
}

type Make = (allow: HeldAllow, selection: Selection, adds: readonly string[]) => Give;

function namedGives(
  target: NamedTarget,
  allows: readonly HeldAllow[],
  exactMax: number,
  give: Make,
): readonly Give[] {
  const members = target.form === 'exact' ? [] : unique(target.members.flatMap(({ names }) => names));
  const found = target.names.map(({ pattern, isWide, isBeside }) => ({
    isBeside,
    gives: sufficient(allows, only(pattern)).flatMap((allow) =>
      within(pattern, allow.resources, members, exactMax).map((selection) => {
        return give(allow, selection, isWide || selection.patterns[0] !== pattern ? more(selection) : []);
      }),
    ),
  }));
  const isHeld = found.some(({ isBeside, gives }) => !isBeside && gives.length > 0);
  return isHeld ? found.flatMap(({ gives }) => gives) : [];
}

/** What patterns give beyond the resources that were used. */
function more({ kind, patterns }: Selection): readonly string[] {
  if (kind === 'except') return ['all resources but those excepted'];
  return patterns
    .filter((pattern) => pattern !== '*' && !isExact(pattern))
    .map((pattern) => `other resources that match ${pattern}`);
}

/** A statement that gives all of it makes others void that ask for the same or more. */
function sufficient(allows: readonly HeldAllow[], wanted: Selection): readonly HeldAllow[] {
  const whole = new Map<string, HeldAllow>();
  for (const allow of allows) {
    const key = allow.condition?.key ?? '';
    if (!whole.has(key) && selectionCovers(allow.resources, wanted)) whole.set(key, allow);
  }
  const free = whole.get('');
  if (free !== undefined) return [free];
  return allows.filter((allow) => (whole.get(allow.condition?.key ?? '') ?? allow) === allow);
}

/** What is needed of a target and not given, as recorded; an empty text stands for a resource without name. */
function missing(target: Target, found: readonly Give[]): readonly string[] {
  if (target.kind !== 'named') return found.length === 0 ? [''] : [];
  const isWhole = ({ resources }: Give) =>
    target.names.some(({ pattern, isBeside }) => !isBeside && selectionCovers(resources, only(pattern)));
  if (found.some(isWhole)) return [];
  // A held pattern may be within what is needed, as the name of a role is within its name with any path.
  const isGiven = (name: string) =>
    found.some(
      ({ resources: { kind, patterns } }) => kind === 'except' || patterns.some((one) => overlaps(one, name)),
    );
  return target.members.filter(({ names }) => !names.some(isGiven)).map(({ recorded }) => recorded);
}

/** A selection for each of its patterns; exceptions stay together. */
function selections(selection: Selection): readonly Selection[] {
  return selection.kind === 'only' ? selection.patterns.map(only) : [selection];
}
