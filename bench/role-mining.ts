import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { mineRoles } from '../src/analysis/role-mining/mine-roles.ts';
import { readAssignments } from '../src/ingest/read-assignments.ts';
import { packageRoot } from '../src/package-root.ts';
import { machine } from './support/machine.ts';
import {
  conceptsOnDemand,
  fewestOpenFirst,
  oneForEachKind,
  pairwise,
  widestFirst,
} from './support/role-heuristics.ts';

/*
 * How many roles are found for files of who has what, how few are proved possible, and how many published rules of
 * thumb find. Without a folder, the public sets beside the checkout are taken.
 *
 *   npx tsx bench/role-mining.ts [FOLDER]
 */
const { positionals } = parseArgs({ allowPositionals: true });
const folder = positionals[0] ?? join(packageRoot(), '../shared/samples/rolemining');
if (!existsSync(folder)) throw new Error(`there is no folder ${folder}: name one with files of assignments`);

const widths = [18, 9, 12, 9, 7, 8, 9, 8, 12, 14, 12, 10, 10];
const row = (...cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? `${cell}`.padEnd(18) : `${cell}`.padStart(widths[at] ?? 8))).join('');
console.log(`${machine()}\n`);
console.log(
  row(
    'set',
    'subjects',
    'assignments',
    'kinds',
    'roles',
    'proved',
    'links',
    'seconds',
    'widest first',
    'intersections',
    'fewest open',
    'concepts',
    'each kind',
  ),
);
for (const file of readdirSync(folder).sort()) {
  const { permissionsOf, count } = await readAssignments(join(folder, file));
  const started = performance.now();
  const { roles, leastRoles, kindsOfSubject } = mineRoles(permissionsOf);
  const seconds = (performance.now() - started) / 1000;
  const links = roles.reduce((sum, role) => sum + role.subjects.length + role.permissions.length, 0);
  console.log(
    row(
      basename(file, '.txt.gz'),
      permissionsOf.size,
      count,
      kindsOfSubject,
      roles.length,
      leastRoles === roles.length ? 'yes' : `≥ ${leastRoles}`,
      links,
      seconds.toFixed(2),
      widestFirst(permissionsOf),
      pairwise(permissionsOf),
      fewestOpenFirst(permissionsOf),
      conceptsOnDemand(permissionsOf) ?? '–',
      oneForEachKind(permissionsOf),
    ),
  );
}
