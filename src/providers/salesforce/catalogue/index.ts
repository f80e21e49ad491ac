export { salesforceCatalogue } from './catalogue.ts';
export {
  apiAccess,
  find,
  isUnlisted,
  isUserPermission,
  type ObjectAccess,
  otherUserPermission,
  permissions,
  withIncluded,
} from './permissions.ts';
export { bulkVerbs, objectPaths, pathPrefix, restRules, soapVerbs } from './requests.ts';
