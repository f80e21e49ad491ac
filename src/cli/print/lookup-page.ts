import type { LookupBasis } from '../../model/permission.ts';
import { type Line, line, run } from './run.ts';
import { table } from './table.ts';

export interface LookupRow {
  readonly source: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly basis: LookupBasis;
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
          cell: ({ source, name }) => line(`${source} `, run(name, 'strong')),
        },
        { head: 'needs', widthMin: 16, cell: ({ permissions, basis }) => needs(permissions, basis) },
        { head: 'basis', cell: ({ basis }) => line(basis) },
      ],
      rows,
      { width },
    ),
  ];
}

function needs(permissions: readonly string[], basis: LookupBasis): Line {
  if (basis === 'unknown') return line(run('cannot be told', 'unknown'));
  return line(permissions.length === 0 ? 'no permission' : permissions.join(', '));
}
