import type { LookupBasis } from '../../model/permission.ts';
import { type Line, line, run } from './run.ts';
import { table } from './table.ts';

export interface LookupRow {
  readonly source: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly basis: LookupBasis;
  readonly alternatives?: readonly (readonly string[])[];
}

/** Operations with the permissions they need. */
export function lookupPage(rows: readonly LookupRow[], { width }: { readonly width: number }): Line[] {
  return [
    [],
    ...table<LookupRow>(
      [
        {
          head: 'operation',
          widthMin: 16,
          cut: 'middle',
          cell: ({ source, name }) => line(source === '' ? '' : `${source} `, run(name, 'strong')),
        },
        { head: 'needs', widthMin: 16, cell: needs },
        { head: 'basis', cell: ({ basis }) => line(basis) },
      ],
      rows,
      { width },
    ),
  ];
}

function needs({ permissions, basis, alternatives }: LookupRow): Line {
  if (basis === 'unknown') return line(run('cannot be told', 'unknown'));
  if (alternatives !== undefined) return line(alternatives.map((set) => set.join(' and ')).join(', or '));
  return line(permissions.length === 0 ? 'no permission' : permissions.join(', '));
}
