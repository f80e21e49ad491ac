import { addBit, type Bits, emptyBits } from './bits.ts';

/** Who has what. Subjects that have the same share one row, permissions that the same subjects have share one column. */
export interface AccessMatrix {
  /** What each row has: a set of columns. */
  readonly rows: readonly Bits[];
  /** Who has each column: a set of rows. */
  readonly columns: readonly Bits[];
  readonly subjects: readonly (readonly string[])[];
  readonly permissions: readonly (readonly string[])[];
}

/** Gathers who has what; subjects without permissions need no role and are left out. The order of the input changes nothing. */
export function accessMatrix(permissionsOf: ReadonlyMap<string, ReadonlySet<string>>): AccessMatrix {
  const rows = classes([...permissionsOf].filter(([, permissions]) => permissions.size > 0));
  const holders = new Map<string, Set<string>>();
  for (const [index, { features }] of rows.entries()) {
    for (const permission of features) {
      const mine = holders.get(permission) ?? new Set();
      holders.set(permission, mine.add(String(index)));
    }
  }
  const columns = classes([...holders]);
  const matrix = {
    rows: rows.map(() => emptyBits(columns.length)),
    columns: columns.map(() => emptyBits(rows.length)),
    subjects: rows.map(({ members }) => members),
    permissions: columns.map(({ members }) => members),
  };
  for (const [column, { features }] of columns.entries()) {
    for (const row of [...features].map(Number)) {
      addBit(matrix.columns[column] ?? emptyBits(0), row);
      addBit(matrix.rows[row] ?? emptyBits(0), column);
    }
  }
  return matrix;
}

interface Class {
  readonly members: string[];
  readonly features: ReadonlySet<string>;
}

/** Members with the same features, in the order of their first names. */
function classes(members: readonly (readonly [string, ReadonlySet<string>])[]): readonly Class[] {
  const found = new Map<string, Class>();
  for (const [member, features] of [...members].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = JSON.stringify([...features].sort());
    const known = found.get(key);
    if (known) known.members.push(member);
    else found.set(key, { members: [member], features });
  }
  return [...found.values()];
}
