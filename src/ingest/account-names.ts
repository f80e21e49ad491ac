import { resolve, sep } from 'node:path';
import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';
import type { Found, FoundFile } from './find-files.ts';

/** A name that may be given to an account; every door that takes one refuses others in these words. */
export const accountName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,62}$/, 'It takes a name of letters, digits, dots and dashes');

/** What whoever loads files says that they are of: an account, a cluster, an organisation. */
export interface AccountName {
  readonly name: string;
  /** The file or folder it is said of; everything that is loaded when absent. */
  readonly path?: string | undefined;
}

/**
 * Puts to each file the name of the account that it is said to be of; of several the one said of the innermost folder.
 * @throws {ScopelightError} `usage.invalid` when a name is said of nothing that is loaded, or two of the same.
 */
export function nameAccounts(found: Found, names: readonly AccountName[]): Found {
  if (names.length === 0) return found;
  const places = names.map(({ name, path }) => ({
    name,
    path,
    place: path === undefined ? '' : resolve(path),
  }));
  const twice = places.find(({ place, name }) =>
    places.some((other) => other.place === place && other.name !== name),
  );
  if (twice !== undefined)
    throw new ScopelightError(
      'usage.invalid',
      `two accounts are named for \`${twice.path ?? 'everything'}\``,
      {
        hint: 'name each folder: --account NAME=PATH for the one, --account OTHER=PATH for the other',
      },
    );
  const innermostFirst = [...places].sort((a, b) => b.place.length - a.place.length);
  const met = new Set<object>();
  const named = (file: FoundFile): FoundFile => {
    const path = resolve(file.path);
    const said = innermostFirst.filter(
      ({ place }) => place === '' || path === place || path.startsWith(place + sep),
    );
    for (const one of said) met.add(one);
    const [inner] = said;
    return inner === undefined ? file : { ...file, account: inner.name };
  };
  const files = found.files.map(named);
  const idle = places.find((one) => !met.has(one));
  if (idle !== undefined && found.files.length > 0)
    throw new ScopelightError('usage.invalid', `no file of \`${idle.path}\` is among what is loaded`, {
      hint: 'name an account for a folder that is loaded: ingest PATH --account NAME=PATH',
    });
  return { ...found, files };
}
