import type { Catalogue, OperationRow, Provider } from '../provider.ts';
import { lazy } from '../shared/catalogue/catalogue-file.ts';
import { selectCalls } from './calls/select.ts';
import { awsCapabilities } from './capabilities.ts';
import { awsCatalogue } from './catalogue/index.ts';
import { awsCollector } from './collect/index.ts';
import { awsConfiguration } from './configuration/read-configuration.ts';
import { awsEscalations } from './escalations.ts';
import { readInventory } from './inventory/index.ts';
import { links } from './links.ts';
import { awsPolicyLanguage } from './policy/index.ts';
import { awsProposals } from './policy/propose/index.ts';
import { recognise } from './recognise.ts';
import { remedy } from './remedy/index.ts';
import { formats } from './tokens/formats.ts';

const operations: () => readonly OperationRow[] = lazy(() => {
  const passing = new Set(awsCatalogue.passRoleParameters().map(({ source, name }) => `${source} ${name}`));
  return awsCatalogue.operations().map((row) => ({
    ...row,
    category: dataKind(row.permissions),
    passesRole: passing.has(`${row.source} ${row.name}`),
  }));
});

export const aws: Provider = {
  id: 'aws',
  title: 'Amazon Web Services',
  catalogue: {
    permissions: awsCatalogue.permissions,
    find: awsCatalogue.find,
    lookup: awsCatalogue.lookup,
    operations,
    companions: awsCatalogue.companions,
  } satisfies Catalogue,
  capabilities: awsCapabilities,
  escalations: awsEscalations,
  calls: { format: 'JSONAsString', select: selectCalls, anyEnvelope: 'any' },
  inventory: { placesDamage: true, read: readInventory },
  policy: awsPolicyLanguage,
  proposals: awsProposals,
  remedy,
  collector: awsCollector,
  links,
  configuration: awsConfiguration,
  tokens: { formats },
  recognise,
};

function dataKind(permissions: readonly string[]): string {
  const kinds = permissions.map((name) => awsCatalogue.find(name)?.dataKind);
  return kinds.find((kind) => kind !== undefined) ?? '';
}
