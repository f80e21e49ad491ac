import type { DerivedApi } from './derive-operations.ts';
import type { IamData } from './iam-data.ts';

export interface RecordedFacts {
  /** `api Operation` or `api *` → data-event type, or `-` for operations that no log records. */
  readonly operations: ReadonlyMap<string, string>;
  /** Full permission name, or `service:*` → the same, or `+` for always; decides over everything else. */
  readonly permissions: ReadonlyMap<string, string>;
}

/**
 * Says for every permission what would record its use: empty for always, a data-event type, or `-` for never.
 * A permission that several operations need is only as visible as the least visible of them.
 */
export function deriveRecorded(
  iam: IamData,
  apis: readonly DerivedApi[],
  facts: RecordedFacts,
): Map<string, string> {
  checkFacts(iam, apis, facts);
  const seen = new Map<string, string>();
  for (const api of apis) {
    for (const [operation, permissions] of api.operations) {
      const how =
        facts.operations.get(`${api.key} ${operation}`) ?? facts.operations.get(`${api.key} *`) ?? '';
      for (const permission of permissions ?? [])
        seen.set(permission, lessVisible(seen.get(permission), how));
    }
  }
  return new Map(
    iam.actions.map(({ service, name }) => {
      const full = `${service}:${name}`;
      const fact = facts.permissions.get(full) ?? facts.permissions.get(`${service}:*`);
      return [full, fact === '+' ? '' : (fact ?? seen.get(full) ?? '-')];
    }),
  );
}

function lessVisible(a: string | undefined, b: string): string {
  if (a === undefined) return b;
  if (a === '-' || b === '-') return '-';
  return a === '' ? b : a;
}

/** A mistyped fact would silently turn "never recorded" into "unused": refuse it. */
function checkFacts(iam: IamData, apis: readonly DerivedApi[], facts: RecordedFacts): void {
  const known = new Set<string>();
  for (const { service, name } of iam.actions) known.add(`${service}:${name}`).add(`${service}:*`);
  for (const api of apis) {
    known.add(`${api.key} *`);
    for (const operation of api.operations.keys()) known.add(`${api.key} ${operation}`);
  }
  const wrong = [...facts.operations.keys(), ...facts.permissions.keys()].filter((name) => !known.has(name));
  if (wrong.length > 0) throw new Error(`recorded.txt: not known: ${wrong.join(', ')}`);
}
