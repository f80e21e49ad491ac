import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { buildCatalogue } from './build-catalogue.ts';

/*
 * Writes the Salesforce catalogue's data files anew:
 *
 *   npx tsx scripts/salesforce/generate-catalogue.ts
 */
const folder = join(packageRoot(), 'src/providers/salesforce/catalogue/data');
const shipped = join(folder, 'permissions.tsv');
const lines = existsSync(shipped) ? readFileSync(shipped, 'utf8').trimEnd().split('\n') : [];
const earlier = lines.map((line) => line.split('\t')).map(([id, name = '']) => [name, Number(id)] as const);
for (const [file, text] of Object.entries(buildCatalogue(new Map(earlier)))) {
  writeFileSync(join(folder, file), text);
  console.log(`${file}: ${(Buffer.byteLength(text) / 1024).toFixed(0)} kB`);
}
