import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type NeededResource,
  needReasons,
  type PermissionNeed,
  type PolicyHolder,
} from '../../../../model/policy-proposal.ts';

import { actionExpander } from '../../inventory/action-expander.ts';
import { permissionNames } from './permission-names.ts';

const folder = new URL('../../cases/propose/', import.meta.url);

const heldSchema = z.strictObject({
  /** A whole document, only its statements, or its text. */
  document: z.unknown(),
  id: z.string().optional(),
  kind: z.string().default('managed'),
  name: z.string().optional(),
  path: z.array(z.string()).optional(),
});

const resourceSchema = z.union([
  z.string(),
  z.strictObject({ resource: z.string(), group: z.string(), days: z.int().default(30) }),
]);

const needSchema = z.strictObject({
  /** By a pattern: all permissions of the catalogue that match. */
  permission: z.string(),
  reason: z.enum(needReasons).default('used'),
  resources: z.array(resourceSchema).default([]),
  /** Numbers to put in the place of `#` in each resource: as many resources of the group. */
  count: z.int().optional(),
});

const caseSchema = z.strictObject({
  name: z.string(),
  principal: z.string().default('arn:aws:iam::111122223333:role/ops/monitor'),
  held: z.array(heldSchema),
  needs: z.array(needSchema),
  options: z.strictObject({ exactMax: z.int(), documentsMax: z.int() }).partial().optional(),
  /** The statements of all documents, without their names; absent where they are too many to write down. */
  statements: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Kind of note → the permissions it is about, or part of its text. */
  notes: z.record(z.string(), z.array(z.string())).default({}),
  unwritten: z.array(z.string()).default([]),
  leaves: z.array(z.string()).default([]),
  fits: z.boolean().default(true),
});

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(caseSchema),
});

/** One example of a usage and the policy that is to come of it. */
export interface ProposeCase extends Omit<z.infer<typeof caseSchema>, 'held' | 'needs' | 'principal'> {
  readonly holder: PolicyHolder;
  readonly needs: readonly PermissionNeed[];
}

/** The examples under `cases/propose`, by topic. */
export function proposeTopics(): readonly {
  readonly topic: string;
  readonly cases: readonly ProposeCase[];
}[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
      return { topic, cases: cases.map(toCase) };
    });
}

function toCase({ held, needs, principal, ...rest }: z.infer<typeof caseSchema>): ProposeCase {
  const holder: PolicyHolder = {
    account: '111122223333',
    principalId: principal,
    principalKind: principal.includes(':user/') ? 'user' : 'role',
    held: held.map(({ document, kind, name = 'Held', id = `policy/${name}`, path = [`policy/${name}`] }) => {
      return { id, kind, name, path, document: textOf(document) };
    }),
  };
  return { ...rest, holder, needs: needs.flatMap(toNeeds) };
}

function textOf(document: unknown): string {
  if (typeof document === 'string') return document;
  return JSON.stringify(Array.isArray(document) ? { Version: '2012-10-17', Statement: document } : document);
}

function toNeeds({
  permission,
  reason,
  resources,
  count,
}: z.infer<typeof needSchema>): readonly PermissionNeed[] {
  const copies = Array.from({ length: count ?? 1 }, (_, i) => String(1000 + i));
  const names = permission.endsWith('*')
    ? permissionNames(actionExpander().expand(permission))
    : [permission];
  return names.map((name) => ({
    permission: name,
    reason,
    resources: resources.flatMap((given) =>
      copies.map((copy): NeededResource => {
        if (typeof given === 'string') return { resource: given, group: '', days: 30 };
        return { ...given, resource: given.resource.replaceAll('#', copy) };
      }),
    ),
  }));
}
