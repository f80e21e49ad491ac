import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { mergeModels, readSdkModels } from './api-models.ts';
import { deriveCompanions } from './derive-companions.ts';
import { deriveOperations } from './derive-operations.ts';
import { derivePassRole } from './derive-pass-role.ts';
import { deriveRecorded } from './derive-recorded.ts';
import { readApiFacts, readCompanionFacts, readOperationFacts, readRecordedFacts } from './facts.ts';
import { readIamData } from './iam-data.ts';
import { readDependents } from './iam-dependents.ts';
import { readNewerModels } from './newer-operations.ts';
import { readEarlierIds, stableIds } from './stable-ids.ts';
import {
  companionsText,
  operationsText,
  passRoleText,
  permissionsText,
  resourcesText,
} from './write-data.ts';

const folder = join(packageRoot(), 'src/providers/aws/catalogue/data');

const iam = readIamData();
const models = mergeModels([...readSdkModels(), ...readNewerModels()]);
const apis = deriveOperations(models, iam, readApiFacts(), readOperationFacts());
const dependents = readDependents();
const recorded = deriveRecorded(iam, apis, readRecordedFacts());
const names = iam.actions.map(({ service, name }) => `${service}:${name}`).sort();
const ids = stableIds(names, readEarlierIds(join(folder, 'permissions.tsv')));

write('permissions.tsv', permissionsText(iam, ids, recorded));
write('resources.tsv', resourcesText(iam));
write('operations.tsv', operationsText(apis));
write('pass-role.tsv', passRoleText(derivePassRole(models, apis, dependents)));
const companions = deriveCompanions(iam, models, apis, dependents, readCompanionFacts());
write('companions.tsv', companionsText(iam, companions));

const known = apis.flatMap((api) =>
  [...api.operations].map(([name, permissions]) => ({ api: api.key, name, permissions })),
);
const unknown = known.filter(({ permissions }) => permissions === undefined);
console.log(
  `${names.length} permissions, ${apis.length} APIs, ${known.length} operations, ${unknown.length} without an answer`,
);

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
  console.log(`${file}: ${(Buffer.byteLength(text) / 1024).toFixed(0)} kB`);
}
