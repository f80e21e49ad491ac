import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  type ApiDescription,
  type ApiModel,
  type ApiOperation,
  readSdkModels,
  toModel,
} from './api-models.ts';
import { newerOperationsFile } from './newer-operations.ts';

/*
 * Notes down the operations that have appeared since the `aws-sdk` package was frozen, so that the generator needs no
 * other input. Run it with the folder of an unpacked `botocore` wheel (Apache-2.0), which holds today's descriptions:
 *
 *   pip download --no-deps botocore && unzip botocore-*.whl 'botocore/data/*'
 *   npx tsx scripts/aws/snapshot-newer-operations.ts botocore/data
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: snapshot-newer-operations.ts BOTOCORE_DATA_FOLDER');

const frozen = new Map(readSdkModels().map((model) => [model.key, model]));
const lines = readdirSync(folder)
  .sort()
  .flatMap((name) => linesOf(name, join(folder, name)));
writeFileSync(newerOperationsFile, `${lines.join('\n')}\n`);
console.log(
  `${lines.filter((line) => !line.startsWith('@')).length} operations are newer than the frozen package`,
);

function linesOf(name: string, path: string): string[] {
  const model = readModel(name, path);
  if (model === undefined) return [];
  const known = frozen.get(model.key)?.operations;
  const fresh = [...model.operations.values()].filter((operation) => !known?.has(operation.name));
  if (
    fresh.length === 0 &&
    known !== undefined &&
    frozen.get(model.key)?.aliases.includes(model.aliases[0] ?? '')
  )
    return [];
  const head = `@${model.key}\t${model.endpointPrefix}\t${model.signingName}\t${model.aliases.join(' ')}`;
  return [head, ...fresh.map(lineOf)];
}

function lineOf({ name, method, roles, tags }: ApiOperation): string {
  return [name, method, roles.join(' '), tags.join(' ')].join('\t').trimEnd();
}

function readModel(name: string, path: string): ApiModel | undefined {
  if (!statSync(path).isDirectory()) return undefined;
  const version = readdirSync(path).sort().at(-1);
  const file = join(path, version ?? '', 'service-2.json.gz');
  if (!existsSync(file)) return undefined;
  const description: ApiDescription = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));
  return toModel(description, [name]);
}
