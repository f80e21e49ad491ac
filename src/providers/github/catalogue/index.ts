export { githubCatalogue } from './catalogue.ts';
export { knownOperations } from './operations.ts';
export { areaOf, find, withIncluded } from './permissions.ts';
export { numberedRoots, placeholder } from './route.ts';
export { findScope, grantedByScopes, type Scope, scopes } from './scopes.ts';
