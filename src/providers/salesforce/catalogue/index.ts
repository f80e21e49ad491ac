export { salesforceCatalogue } from './catalogue.ts';
export {
  apiAccess,
  customObject,
  find,
  isUnlisted,
  isUserPermission,
  type ObjectAccess,
  objectAccess,
  otherUserPermission,
  permissions,
  placeOf,
  standardObject,
  withIncluded,
} from './permissions.ts';
export { bulkVerbs, objectPaths, pathPrefix, restRules, soapVerbs } from './requests.ts';
