import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import clouds from '../../../data/places/clouds.json' with { type: 'json' };
import words from '../../../data/places/words.json' with { type: 'json' };
import { packageRoot } from '../../package-root.ts';
import { createPlaces, type Places } from './create-places.ts';
import { decodePlaces } from './places-format.ts';

let loading: Promise<Places> | undefined;

/**
 * Gives the lookup over the bundled address data, read once per process at the first call; it is unpacked aside.
 * Throws when the file is missing or damaged, which means a broken installation.
 */
export function loadPlaces(): Promise<Places> {
  loading ??= readPlaces();
  return loading;
}

async function readPlaces(): Promise<Places> {
  const file = await readFile(join(packageRoot(), 'data', 'places', 'places.br'));
  return createPlaces(await decodePlaces(file), { clouds, words });
}
