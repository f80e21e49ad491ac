export { kubernetesCatalogue } from './catalogue.ts';
export { find, findOn } from './permissions.ts';
export { coreGroup, permissionName, readPermissionName, type Target, urlGroup } from './target.ts';
export { isBuiltIn, isGroup, type KnownTarget, knownPath, targets } from './targets.ts';
export { recordingVerb, takesNames } from './verbs.ts';
