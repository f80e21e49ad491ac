export type { ApiException } from './apis.ts';
export { awsCatalogue } from './catalogue.ts';
export type { OperationRow } from './operations.ts';
export type { ResourceKind } from './resources.ts';
