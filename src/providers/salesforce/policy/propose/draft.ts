import type { PermissionNeed, PolicyHolder, ProposalNote } from '../../../../model/policy-proposal.ts';
import { type Draft, type SortedNeeds, strongest } from '../../../shared/policy/permission-needs.ts';
import { find, type ObjectAccess, permissions, withIncluded } from '../../catalogue/index.ts';
import { allGranted, grantedBy } from '../../granted.ts';
import { accessNames, documentJson, type PermissionDocument } from '../../metadata/document.ts';
import type { HeldSet } from './held-set.ts';
import { type Target, targetsOf } from './targets.ts';

type Statement = Draft['statements'][number];

/** The smallest permission set that gives all needs: accesses object by object, and permissions of users. */
export function draftPermissionSet(
  { needs, unwritten, notes }: SortedNeeds,
  held: HeldSet,
  { principalId }: Pick<PolicyHolder, 'principalId'>,
): Draft {
  const written = needs.map((need) => ({ need, ...targetsOf(need, held.gives) }));
  const objects = new Map<string, Set<ObjectAccess>>();
  const users = new Set<string>();
  const reasons = new Map<string, PermissionNeed[]>();
  for (const { need, targets } of written) {
    for (const target of targets) {
      const subject = target.kind === 'object' ? objectKey(target.object) : target.name;
      reasons.set(subject, [...(reasons.get(subject) ?? []), need]);
      if (target.kind !== 'object') users.add(target.name);
      else
        objects.set(
          target.object,
          new Set([...(objects.get(target.object) ?? []), ...withIncluded(target.access)]),
        );
    }
  }
  leaveOutImplied(objects, users, reasons);
  const document: PermissionDocument = {
    kind: 'PermissionSet',
    label: labelOf(principalId),
    objects,
    users: [...users],
    fields: keptFields(held.fields, objects, users),
  };
  const without = written.filter(({ targets }) => targets.length === 0).map(({ need }) => need);
  return {
    document: documentJson(document),
    statements: statementsOf(document, reasons),
    unwritten: [
      ...unwritten,
      ...without.map(({ permission }) => ({
        permission,
        why: 'nothing tells on which objects, and nothing that is held gives it',
      })),
    ],
    notes: [
      ...notes,
      ...openNotes(written),
      ...unheldNotes(written),
      ...dataNotes(written),
      ...fieldNotes(document, held),
    ],
  };
}

/** An object may go by the name of a permission of users. */
function objectKey(object: string): string {
  return `object ${object}`;
}

/** What permission to all data gives of an object is not written again. */
function leaveOutImplied(
  objects: Map<string, Set<ObjectAccess>>,
  users: ReadonlySet<string>,
  reasons: Map<string, PermissionNeed[]>,
): void {
  const all = users.has('ModifyAllData')
    ? 'ModifyAllData'
    : users.has('ViewAllData')
      ? 'ViewAllData'
      : undefined;
  if (all === undefined) return;
  const implied = new Set<ObjectAccess>(withIncluded('viewAll'));
  for (const [object, held] of objects) {
    if (all === 'ViewAllData' && [...held].some((access) => !implied.has(access))) {
      held.delete('viewAll');
      continue;
    }
    objects.delete(object);
    const mine = reasons.get(objectKey(object)) ?? [];
    reasons.set(all, [...(reasons.get(all) ?? []), ...mine]);
  }
}

/** Nothing records which fields are used: all that are held stay, of objects that stay. */
function keptFields(
  held: ReadonlyMap<string, boolean>,
  objects: ReadonlyMap<string, ReadonlySet<ObjectAccess>>,
  users: ReadonlySet<string>,
): ReadonlyMap<string, boolean> {
  const byObject = new Map([...objects].map(([object, accesses]) => [object.toLowerCase(), accesses]));
  return new Map(
    [...held].flatMap(([field, isEdited]) => {
      const accesses = byObject.get(field.split('.')[0]?.toLowerCase() ?? '');
      const isWritten = accesses?.has('edit') === true || accesses?.has('create') === true;
      if (users.has('ModifyAllData')) return [[field, isEdited] as const];
      return accesses !== undefined || users.has('ViewAllData')
        ? [[field, isEdited && isWritten] as const]
        : [];
    }),
  );
}

/** A label holds 80 characters, and a name 80 letters, digits and single underscores. */
function labelOf(principalId: string): string {
  return `Needs of ${principalId}`.slice(0, 80);
}

function statementsOf(
  { objects, users }: PermissionDocument,
  reasons: ReadonlyMap<string, readonly PermissionNeed[]>,
): readonly Statement[] {
  const ofObjects = [...objects].map(([object, held]) =>
    statementOf(
      object,
      reasons,
      { objects: new Map([[object, held]]), users: [] },
      [...held].map((access) => accessNames[access]),
    ),
  );
  const ofUsers = users.map((user) =>
    statementOf(user, reasons, { objects: new Map(), users: [user] }, [user]),
  );
  return [...ofObjects, ...ofUsers].sort((a, b) => (a.sid < b.sid ? -1 : 1));
}

function statementOf(
  subject: string,
  reasons: ReadonlyMap<string, readonly PermissionNeed[]>,
  given: Pick<PermissionDocument, 'objects' | 'users'>,
  actions: readonly string[],
): Statement {
  const needs = reasons.get(given.users.length > 0 ? subject : objectKey(subject)) ?? [];
  const wanted = new Set(needs.map(({ permission }) => find(permission)?.name ?? permission));
  const all = allGranted(grantedBy(given));
  return {
    sid: subject,
    reason: strongest(needs),
    permissions: [...wanted].sort(),
    actions: [...actions].sort(),
    resources: given.users.length > 0 ? ['*'] : [subject],
    isEverywhere: given.users.length > 0,
    adds: permissions()
      .filter(({ id, name }) => all.has(id) && !wanted.has(name))
      .map(({ name }) => name),
  };
}

type Written = readonly {
  readonly need: PermissionNeed;
  readonly targets: readonly Target[];
  readonly unheld: readonly string[];
  readonly isOpen: boolean;
}[];

function openNotes(written: Written): ProposalNote[] {
  const open = written.filter(({ isOpen, targets }) => isOpen && targets.length > 0);
  return noteOf(
    'everywhere',
    open,
    'on every object that it is held on now: not all that it is needed on is known',
  );
}

function unheldNotes(written: Written): ProposalNote[] {
  return written
    .filter(({ unheld }) => unheld.length > 0)
    .flatMap((one) =>
      noteOf('unheld', [one], `used on ${one.unheld.join(', ')}, though nothing that is held gives it there`),
    );
}

function dataNotes(written: Written): ProposalNote[] {
  const wide = written.filter(({ targets }) => targets.some(({ kind }) => kind === 'data'));
  return noteOf(
    'everywhere',
    wide,
    'only permission to all data gives it now, and the records do not name all objects',
  );
}

/** An object without access to its fields gives little. */
function fieldNotes({ objects }: PermissionDocument, held: HeldSet): ProposalNote[] {
  if (objects.size === 0 || held.fields.size > 0) return [];
  const text =
    'access to fields is in none of the exports, and so not in the proposal: export FieldPermissions, or metadata, before anything is replaced';
  return [{ kind: 'unreadable', permissions: [], text }];
}

function noteOf(kind: ProposalNote['kind'], written: Written, text: string): ProposalNote[] {
  const names = written.map(({ need }) => need.permission);
  return names.length === 0 ? [] : [{ kind, permissions: names, text }];
}
