import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Provider } from '../../provider.ts';

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      principal: z.string(),
      account: z.string().default('111122223333'),
      tokenKind: z.string().optional(),
      principalKind: z.string().default('role'),
      held: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.string(),
          name: z.string(),
          path: z.array(z.string()),
          document: z.unknown().transform((document) => JSON.stringify(document)),
        }),
      ),
      permissions: z.array(z.string()),
      /** Where the permissions are needed; empty where the records do not tell. */
      on: z.array(z.string()).default([]),
      apply: z.array(z.string()),
      rollback: z.array(z.string()),
      /** Part of what the notes must say. */
      note: z.string(),
    }),
  ),
});

/** Holds how a provider puts a proposal in the place of what is held to its cases. */
export function runApplyCases({
  id,
  proposals,
  remedy,
}: Pick<Provider, 'id' | 'proposals' | 'remedy'>): void {
  const file = new URL(`../../${id}/cases/remedy/apply.json`, import.meta.url);
  const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  describe(topic, () => {
    it.each(cases)(
      '$name',
      ({ principal, account, tokenKind, principalKind, held, permissions, on, apply, rollback, note }) => {
        const holder = { account, tokenKind, principalId: principal, principalKind, held };
        const needs = permissions.map((permission) => ({
          permission,
          reason: 'used' as const,
          resources: on.map((resource) => ({ resource, group: resource, days: 1 })),
        }));
        const proposal = proposals?.write(needs, holder);
        const application = proposal && remedy.apply?.(proposal, holder);
        expect(application?.apply).toEqual(apply);
        expect(application?.rollback).toEqual(rollback);
        expect(application?.notes.join('\n')).toContain(note);
      },
    );
  });
}
