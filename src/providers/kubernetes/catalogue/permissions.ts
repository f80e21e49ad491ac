import type { Permission } from '../../../model/permission.ts';
import type { LearnedCatalogue } from '../../provider.ts';
import { learnTargets, sinceLearned } from './learned-targets.ts';
import { permissionName, readPermissionName, type Target, urlGroup } from './target.ts';
import { findTarget, isGroup, type KnownTarget, knownPath, targets } from './targets.ts';
import { isSilent, levelOf, recordingVerb, takesNames, verbs } from './verbs.ts';

/** INVARIANT: the number of a target times this, and the place of a verb, is the stored id of a permission. */
const verbsMax = 32;

/** Every permission on a known target: `get pods`, `update deployments.apps/scale`, `get /healthz`, … */
export const permissions: () => readonly Permission[] = sinceLearned(() =>
  targets().flatMap((target) => target.verbs.map((verb) => permissionOf(verb, target))),
);

const byId = sinceLearned(() => new Map(permissions().map((permission) => [permission.id, permission])));

/** Finds a permission by its name; of a path, the one it lies under. */
export function find(name: string): Permission | undefined {
  const read = readPermissionName(name, isGroup);
  return read && findOn(read.verb, read.target);
}

/** Finds the permission to use a verb on a target. */
export function findOn(verb: string, target: Target): Permission | undefined {
  const path = target.group === urlGroup ? knownPath(target.resource) : undefined;
  const known = findTarget(path === undefined ? target : { group: urlGroup, resource: path });
  if (!known?.verbs.includes(verb)) return undefined;
  return byId().get(idOf(verb, known));
}

/** The kind of recording that a use is found in, as the log has it; undefined where it leaves no record. */
function recordingOf(verb: string, target: Target): string | undefined {
  if (isSilent(verb) || findTarget(target)?.isRecorded === false) return undefined;
  return permissionName(recordingVerb(verb), target);
}

/** Takes remembered targets for all that are known beside the table; permissions that are stored keep their ids. */
export const learn: LearnedCatalogue['learn'] = (documents, ids) => {
  learnTargets(documents, (target) => {
    const id = target.verbs
      .map((verb) => ids.get(permissionName(verb, target)))
      .find((one) => one !== undefined);
    return id === undefined ? undefined : Math.floor(id / verbsMax);
  });
};

function idOf(verb: string, { number }: KnownTarget): number {
  return number * verbsMax + verbs.indexOf(verb);
}

function permissionOf(verb: string, target: KnownTarget): Permission {
  const shared = {
    id: idOf(verb, target),
    name: permissionName(verb, target),
    service: target.group,
    level: levelOf(verb, target),
    resourceKinds: kindsOf(verb, target),
  };
  const kind = recordingOf(verb, target);
  return kind === undefined
    ? { ...shared, recorded: 'never' }
    : { ...shared, recorded: 'shown', dataKind: kind };
}

function kindsOf(verb: string, target: KnownTarget): readonly string[] {
  if (target.scope === 'url') return ['path'];
  const named = takesNames(verb, target) ? [target.resource.split('/')[0] ?? ''] : [];
  return target.scope === 'namespaced' ? ['namespace', ...named] : named;
}
