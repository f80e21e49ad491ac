export { kubernetesCatalogue } from './catalogue.ts';
export { type RememberedTarget, targetDocument } from './learned-targets.ts';
export { find, findOn, learn } from './permissions.ts';
export { coreGroup, permissionName, readPermissionName, type Target, urlGroup } from './target.ts';
export { isBuiltIn, isGroup, isTabled, type KnownTarget, knownPath, targets } from './targets.ts';
export { isVerb, recordingVerb, takesNames, usualVerbs } from './verbs.ts';
