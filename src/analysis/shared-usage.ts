import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { mondayBefore, weekDays } from '../store/tables/seasons.ts';
import { usage } from '../store/tables/usage.ts';
import { type Scope, scopeParams } from './scope.ts';

/** What a question reads the usage from, and the parameters that it names. */
export interface UsageSource {
  readonly sql: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Gives where a question of a scope finds the usage: the table, or what was read of it for this scope once and for all. */
export function usageOf(scope: Scope | undefined): UsageSource {
  if (scope?.packedUsage === undefined) return { sql: usage.name, params: {} };
  // Of no bytes at all the engine makes rows without columns.
  if (scope.packedUsage === '') return { sql: `(SELECT * FROM ${usage.name} WHERE 0)`, params: {} };
  return {
    sql: `format('RowBinary', '${structure.replaceAll("'", "''")}', base64Decode({packedUsage: String}))`,
    params: { packedUsage: scope.packedUsage },
  };
}

const names = usage.columns.map(({ name }) => name).join(', ');
// Of some thousand rows, a dictionary of each column takes longer to make than it saves.
const structure = usage.columns
  .map(({ name, type }) => `${name} ${type.replace('LowCardinality(String)', 'String')}`)
  .join(', ');

const dayMs = 86_400_000;
/** Beyond these, to hand the usage back costs more than to read it again. */
const rowsMax = 10_000;
const bytesMax = 2 * 1024 ** 2;

/**
 * Reads the usage of a scope for the many questions that are asked of it: every one of them would open each week there is,
 * which costs more than to hand a few thousand rows to the engine again. What questions of a scope look at is all there:
 * calls of its tokens, and calls that name only one of its principals.
 * @param to epoch milliseconds; questions ask of nothing after the week in which it lies
 * @returns undefined where it is too much to be handed around.
 */
export async function packedUsageOf(store: Store, scope: Scope, to: number): Promise<string | undefined> {
  const [read] = await store.query({
    name: 'usage of a part of the fleet',
    sql: `SELECT count() <= ${rowsMax} AND sum(length(packed)) <= ${bytesMax} AS is_whole,
        if(is_whole, base64Encode(arrayStringConcat(groupArray(packed))), '') AS packed_usage
      FROM (
        SELECT formatRow('RowBinary', ${names}) AS packed FROM usage_v1
        WHERE (token_id IN {tokenIds: Array(String)} OR (token_id = '' AND principal_id IN {principalIds: Array(String)}))
          AND day < toDate({end: UInt32})
        LIMIT ${rowsMax + 1}
      )`,
    params: {
      ...scopeParams(scope),
      end: mondayBefore(Math.floor(to / dayMs), weekDays) * 86_400 + weekDays * 86_400,
    },
    row: z.object({ is_whole: z.coerce.number(), packed_usage: z.string() }),
  });
  return read?.is_whole === 1 ? read.packed_usage : undefined;
}
