import type { Migration } from './table.ts';
import { calls, callsFromLoads, loads } from './tables/calls.ts';
import { changes, changesFromLoads } from './tables/changes.ts';
import {
  coverage,
  coverageStage,
  files,
  loadCounts,
  loadCountsFromLoads,
  trails,
} from './tables/coverage.ts';
import {
  grants,
  lastAccessed,
  operations,
  permissionSets,
  permissions,
  principals,
  roles,
  tokens,
} from './tables/inventory.ts';
import { ledger } from './tables/ledger.ts';
import { addresses, agents } from './tables/places.ts';
import { usage, usageStage } from './tables/usage.ts';

export const migrations: readonly Migration[] = [
  {
    id: '0001',
    tables: [
      loads,
      calls,
      changes,
      usage,
      usageStage,
      coverage,
      coverageStage,
      trails,
      files,
      loadCounts,
      principals,
      tokens,
      roles,
      grants,
      permissionSets,
      permissions,
      operations,
      lastAccessed,
      addresses,
      agents,
      ledger,
    ],
    views: [callsFromLoads, changesFromLoads, loadCountsFromLoads],
  },
];

/** Tables whose rows vouch for others ({@link Table.isDurable}). */
export const durableTables: ReadonlySet<string> = new Set(
  migrations.flatMap(({ tables }) => tables.filter((table) => table.isDurable).map((table) => table.name)),
);
