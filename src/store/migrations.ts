import type { Migration } from './table.ts';
import { calls, callsFromLoads, loads } from './tables/calls.ts';
import { changes, changesFromLoads } from './tables/changes.ts';
import {
  coverage,
  coverageStage,
  files,
  loadCounts,
  loadCountsFromLoads,
  recordings,
  trails,
} from './tables/coverage.ts';
import { habits } from './tables/habits.ts';
import {
  documents,
  grants,
  lastAccessed,
  links,
  operations,
  permissionSets,
  permissions,
  principals,
  roles,
  tokens,
} from './tables/inventory.ts';
import { ledger } from './tables/ledger.ts';
import { addresses, agents } from './tables/places.ts';
import { profiles, profilesInsert, profilesStage } from './tables/profiles.ts';
import { seasons, seasonsInsert, seasonsStage } from './tables/seasons.ts';
import { unmapped, unmappedInsert, unmappedStage } from './tables/unmapped.ts';
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
  {
    id: '0002',
    tables: [profiles, profilesStage, unmapped, unmappedStage],
    views: [],
    fills: [
      { what: 'profiles', insert: profilesInsert('1') },
      { what: 'unmapped', insert: unmappedInsert('1') },
    ],
  },
  { id: '0003', tables: [], views: [], widened: [{ table: tokens, columns: ['is_never_used'] }] },
  { id: '0004', tables: [links], views: [] },
  { id: '0005', tables: [documents], views: [], widened: [{ table: operations, columns: ['pattern'] }] },
  {
    id: '0006',
    tables: [seasons, seasonsStage, habits],
    views: [],
    widened: [profiles, profilesStage].map((table) => ({ table, columns: ['used_days', 'last_used'] })),
    fills: [
      { what: 'profiles', insert: profilesInsert('1') },
      { what: 'seasons', insert: seasonsInsert('1') },
    ],
  },
  { id: '0007', tables: [], views: [], widened: [{ table: operations, columns: ['forms'] }] },
  { id: '0008', tables: [recordings], views: [], copies: [{ from: trails, into: recordings }] },
  { id: '0009', tables: [], views: [], widened: [{ table: files, columns: ['account'] }] },
];

/** Tables whose rows vouch for others ({@link Table.isDurable}). */
export const durableTables: ReadonlySet<string> = new Set(
  migrations.flatMap(({ tables }) => tables.filter((table) => table.isDurable).map((table) => table.name)),
);
