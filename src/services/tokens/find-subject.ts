import { z } from 'zod';
import { principalsOf } from '../../analysis/scope.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Store } from '../../store/store.ts';

/** A token or principal somebody named. */
export interface Subject {
  readonly id: string;
  /** Whom a token acts as, or the principal itself. */
  readonly principalIds: readonly string[];
}

const shownMax = 8;

/**
 * Finds the token or principal that a text names: by its id, or by the end of its id where only one ends so, as pages
 * print it (`user/ann` or `ann` for `arn:aws:iam::111122223333:user/ann`).
 * @throws {ScopelightError} `subject.not-found`, with what it may mean where that is several
 */
export async function findSubject(store: Store, text: string): Promise<Subject> {
  const principalIds = await principalsOf(store, text);
  if (principalIds.length > 0) return { id: text, principalIds };
  const ids = text === '' ? [] : await idsEndingIn(store, text);
  const [id] = ids;
  if (id === undefined) throw noSubject(text);
  if (ids.length === 1) return { id, principalIds: await principalsOf(store, id) };
  const more = ids.length > shownMax ? ', …' : '';
  throw new ScopelightError('subject.not-found', `\`${text}\` may be one of several`, {
    hint: `name one of them in full: ${ids.slice(0, shownMax).join(', ')}${more}`,
  });
}

export function noSubject(text: string): ScopelightError {
  return new ScopelightError(
    'subject.not-found',
    `no token or principal \`${text}\` in the logs or inventories held`,
    { hint: 'list the tokens with `scopelight tokens`' },
  );
}

async function idsEndingIn(store: Store, text: string): Promise<readonly string[]> {
  const rows = await store.query({
    name: 'ids by their ends',
    sql: `SELECT DISTINCT id
      FROM (
        SELECT principal_id AS id FROM principals_v1 WHERE kind != 'token'
        UNION DISTINCT SELECT principal_id FROM seasons_v1
        UNION DISTINCT SELECT token_id FROM tokens_v1
        UNION DISTINCT SELECT token_id FROM seasons_v1
      )
      WHERE endsWith(id, concat('/', {text: String})) OR endsWith(id, concat(':', {text: String}))
      ORDER BY id
      LIMIT ${shownMax + 1}`,
    params: { text },
    row: z.object({ id: z.string() }),
  });
  return rows.map((row) => row.id);
}
