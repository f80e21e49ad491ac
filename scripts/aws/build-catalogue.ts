import { mergeModels, readSdkModels } from './api-models.ts';
import { deriveCompanions } from './derive-companions.ts';
import { deriveOperations } from './derive-operations.ts';
import { derivePassRole } from './derive-pass-role.ts';
import { deriveRecorded } from './derive-recorded.ts';
import { readApiFacts, readCompanionFacts, readOperationFacts, readRecordedFacts } from './facts.ts';
import { readIamData } from './iam-data.ts';
import { readDependents } from './iam-dependents.ts';
import { readNewerModels } from './newer-operations.ts';
import { retiredIdsText, stableIds } from './stable-ids.ts';
import {
  companionsText,
  operationsText,
  passRoleText,
  permissionsText,
  resourcesText,
} from './write-data.ts';

/** The catalogue's data files by name, and what to say about them. */
export interface BuiltCatalogue {
  readonly files: Readonly<Record<string, string>>;
  readonly retiredIds: string;
  readonly summary: string;
}

/** Builds the catalogue from the reference packages and our facts; permissions keep the ids they had. */
export function buildCatalogue(earlierIds: ReadonlyMap<string, number>): BuiltCatalogue {
  const iam = readIamData();
  const models = mergeModels([...readSdkModels(), ...readNewerModels()]);
  const apis = deriveOperations(models, iam, readApiFacts(), readOperationFacts());
  const dependents = readDependents();
  const names = iam.actions.map(({ service, name }) => `${service}:${name}`).sort();
  const recorded = deriveRecorded(iam, apis, readRecordedFacts());
  const companions = deriveCompanions(iam, models, apis, dependents, readCompanionFacts());
  const answers = apis.flatMap((api) => [...api.operations.values()]);
  const unknown = answers.filter((permissions) => permissions === undefined);
  return {
    files: {
      'permissions.tsv': permissionsText(iam, stableIds(names, earlierIds), recorded),
      'resources.tsv': resourcesText(iam),
      'operations.tsv': operationsText(apis),
      'pass-role.tsv': passRoleText(derivePassRole(models, apis, dependents)),
      'companions.tsv': companionsText(iam, companions),
    },
    retiredIds: retiredIdsText(names, earlierIds),
    summary: `${names.length} permissions; ${answers.length} operations, ${unknown.length} without an answer`,
  };
}
