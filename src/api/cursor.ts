import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';

/** How lists are asked for piece by piece. */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional().describe('`nextCursor` of the piece before'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('At most this many'),
});

const cursorShape = z.tuple([z.int().nonnegative(), z.string()]);

/**
 * Reads how many entries were given already.
 * @throws {ScopelightError} `usage.invalid` for what is no cursor, `request.stale` when other data was loaded since
 */
export function skipOf(cursor: string | undefined, revision: string): number {
  if (cursor === undefined) return 0;
  const read = cursorShape.safeParse(parsed(cursor));
  if (!read.success) {
    throw new ScopelightError('usage.invalid', 'the cursor is none that was given out', {
      hint: 'give `nextCursor` of the answer before, or leave it out to begin',
    });
  }
  const [skip, mark] = read.data;
  if (mark === revision) return skip;
  throw new ScopelightError('request.stale', 'other data was loaded since the list was begun', {
    hint: 'begin again without a cursor',
  });
}

/** The cursor that goes on after a piece; null where nothing is left. */
export function cursorAfter(given: number, total: number, revision: string): string | null {
  return given >= total ? null : Buffer.from(JSON.stringify([given, revision])).toString('base64url');
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
