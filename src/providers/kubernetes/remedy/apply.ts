import { z } from 'zod';
import type { Remedy } from '../../provider.ts';
import { bindingOf } from '../policy/propose/held.ts';
import { manifestsIn } from '../rbac/manifests.ts';
import { accountOf, nameInCluster } from '../rbac/subject.ts';
import {
  addSubject,
  applyText,
  type BindingRef,
  dropSubject,
  inNamespace,
  kubectl,
  type Subject,
} from './kubectl.ts';

/**
 * Gives the commands that put a proposal in the place of what it replaces: the new roles first, then the holder out of the
 * bindings to the old ones, which others may share. Rolling back goes the other way round.
 */
export const apply: NonNullable<Remedy['apply']> = (
  { documents, replaces },
  { account, principalId, held },
) => {
  const subject = subjectOf(nameInCluster(principalId, account));
  const names = new Set(documents.flatMap(({ document }) => objectsIn(document).map(refKey)));
  const old = held.filter(({ id }) => replaces.includes(id)).flatMap(({ path }) => refOf(path) ?? []);
  // What an earlier proposal made is written over, and must not be taken apart again.
  const gone = unique(old).filter((binding) => !names.has(refKey(binding)));
  const fresh = documents.flatMap(({ document }) => objectsIn(document)).reverse();
  return {
    apply: [
      ...documents.map(({ document }) => applyText(document)),
      ...gone.map((binding) => dropSubject(binding, subject)),
    ],
    rollback: [
      ...gone.map((binding) => addSubject(binding, subject)),
      ...fresh.map(({ kind, name, namespace }) =>
        kubectl('delete', kind.toLowerCase(), name, ...inNamespace(namespace)),
      ),
    ],
    notes: [
      'what applies objects to the cluster from a repository has to be told too, or it puts the old bindings back',
      ...(gone.length === 0
        ? []
        : ['bindings are left in place without this subject; they need `jq` to be taken apart']),
    ],
  };
};

function subjectOf(principalId: string): Subject {
  const owner = accountOf(principalId);
  return owner === undefined ? { name: principalId, namespace: undefined } : owner;
}

function refOf(path: readonly string[]): BindingRef | undefined {
  const binding = bindingOf(path);
  return (
    binding && { kind: binding.kind, name: binding.metadata.name, namespace: binding.metadata.namespace }
  );
}

function objectsIn(document: unknown): readonly BindingRef[] {
  return manifestsIn(document).flatMap((part) => {
    if ('reason' in part) return [];
    const { name = '', namespace } = metadataSchema.parse(part.body).metadata;
    return [{ kind: part.kind, name, namespace }];
  });
}

const metadataSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string().optional(), namespace: z.string().optional() }),
});

function refKey({ kind, name, namespace }: BindingRef): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

function unique(refs: readonly BindingRef[]): readonly BindingRef[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}
