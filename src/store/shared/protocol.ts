import { join, relative } from 'node:path';
import { z } from 'zod';
import { surroundingsShape } from '../set-clause.ts';

/*
 * How other processes ask the engine of the one that holds its directory: HTTP over a socket in that directory, which only
 * its owner may open. `POST /run` and `POST /stream` carry a {@link statementShape} and answer with what the engine
 * gives; `POST /turn` answers when nobody else writes, and the turn lasts as long as its connection.
 */

/** Raised whenever a process of an older version could misunderstand this one. */
export const protocolVersion = '1';

/** Headers: which protocol a process speaks; and, after an answer that broke off, why. */
export const versionHeader = 'x-scopelight-engine';
export const failureTrailer = 'x-scopelight-failure';

export const statementShape = surroundingsShape.extend({ sql: z.string() });

/** The longest path that every system takes for a socket. */
const pathBytesMax = 103;

/** Where the socket of a data directory lies; undefined where its path would be too long for one. */
export function socketOf(root: string): string | undefined {
  const path = join(root, 'engine.sock');
  const candidates = [path, relative(process.cwd(), path)].filter(
    (one) => Buffer.byteLength(one) <= pathBytesMax,
  );
  return candidates[0];
}
