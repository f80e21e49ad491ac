export { awsCatalogue } from './catalogue.ts';
export type { OperationRow } from './operations.ts';
export type { PassRoleParameter } from './pass-role.ts';
export type { ResourceKind } from './resources.ts';
