import { z } from 'zod';
import type { RoleRecord } from '../model/inventory.ts';
import type { AccountNaming } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';

/**
 * Says why an export cannot be of the account that its names put it into: what every account makes for itself once, this one made
 * at other times. Undefined where nothing speaks against it.
 */
export async function strangerReason(
  store: Store,
  provider: string,
  { word, bornWith = [], unnamed = '' }: AccountNaming,
  roles: readonly RoleRecord[],
): Promise<string | undefined> {
  const born = roles.filter(
    ({ id, createdAt }) =>
      createdAt !== undefined && bornWith.some((name) => id === name || id.endsWith(`/${name}`)),
  );
  if (born.length === 0) return undefined;
  const held = await store.query({
    name: 'what accounts were born with',
    sql: `SELECT DISTINCT role_id AS id, toString(account) AS account, toUnixTimestamp64Milli(assumeNotNull(created_at)) AS at
      FROM roles_v1
      WHERE provider = {provider: String} AND role_id IN {ids: Array(String)} AND isNotNull(created_at)
      ORDER BY id, at`,
    params: { provider, ids: born.map(({ id }) => id) },
    row: z.object({ id: z.string(), account: z.string(), at: z.coerce.number() }),
  });
  const known = born.filter(({ id, account }) =>
    held.some((one) => one.id === id && one.account === account),
  );
  const isSame = known.some(({ id, account, createdAt }) =>
    held.some((one) => one.id === id && one.account === account && one.at === createdAt),
  );
  const [first] = known;
  if (first === undefined || isSame) return undefined;
  const other = first.account === unnamed ? `those loaded before without a name` : `\`${first.account}\``;
  return `objects of another ${word} than ${other}: load each with --account NAME`;
}
