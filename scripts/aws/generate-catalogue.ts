import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { buildCatalogue } from './build-catalogue.ts';
import { readEarlierIds, retiredIdsFile } from './stable-ids.ts';

/*
 * Writes the AWS catalogue's data files anew:
 *
 *   npx tsx scripts/aws/generate-catalogue.ts
 */
const folder = join(packageRoot(), 'src/providers/aws/catalogue/data');
const { files, retiredIds, summary } = buildCatalogue(readEarlierIds());
for (const [file, text] of Object.entries(files)) {
  writeFileSync(join(folder, file), text);
  console.log(`${file}: ${(Buffer.byteLength(text) / 1024).toFixed(0)} kB`);
}
writeFileSync(retiredIdsFile, retiredIds);
console.log(summary);
