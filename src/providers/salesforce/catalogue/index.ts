export { salesforceCatalogue } from './catalogue.ts';
export { objectDocument } from './learned-objects.ts';
export {
  apiAccess,
  customObject,
  find,
  isTabled,
  isUnlisted,
  isUserPermission,
  learn,
  type ObjectAccess,
  objectAccess,
  otherUserPermission,
  permissions,
  placeOf,
  standardObject,
  withIncluded,
} from './permissions.ts';
export { bulkVerbs, objectPaths, pathPrefix, restRules, soapVerbs } from './requests.ts';
