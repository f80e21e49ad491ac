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
