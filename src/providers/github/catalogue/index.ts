export { githubCatalogue } from './catalogue.ts';
export { knownOperations } from './operations.ts';
export { areaOf, withIncluded } from './permissions.ts';
export { findScope, grantedByScopes, type Scope, scopes } from './scopes.ts';
