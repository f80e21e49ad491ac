export { type Bundle, customPermissions, findStandardRole, idsOf, scopes, standardRoles } from './bundles.ts';
export { oktaCatalogue } from './catalogue.ts';
export { eventPrefixes, knownEvents, otherSource, sources } from './operations.ts';
export { find, isScope, roleCompanions, roleNameOf, withIncluded } from './permissions.ts';
