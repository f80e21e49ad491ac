import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import clouds from '../../../data/places/clouds.json' with { type: 'json' };
import words from '../../../data/places/words.json' with { type: 'json' };
import { packageRoot } from '../../package-root.ts';
import { createPlaces, type Places } from './create-places.ts';
import { decodePlaces } from './places-format.ts';

let loaded: Places | undefined;

/**
 * Gives the lookup over the bundled address data, read once per process at the first call.
 * Throws when the file is missing or damaged, which means a broken installation.
 */
export function loadPlaces(): Places {
  loaded ??= createPlaces(decodePlaces(readFileSync(join(packageRoot(), 'data', 'places', 'places.br'))), {
    clouds,
    words,
  });
  return loaded;
}
