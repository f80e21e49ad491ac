import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { awsProposals } from '../policy/propose/index.ts';
import { applyProposal } from './apply-proposal.ts';

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      principal: z.string(),
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
      apply: z.array(z.string()),
      rollback: z.array(z.string()),
      /** Part of what the notes must say. */
      note: z.string(),
    }),
  ),
});

const file = new URL('../cases/remedy/apply.json', import.meta.url);
const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

describe(topic, () => {
  it.each(cases)('$name', ({ principal, held, permissions, apply, rollback, note }) => {
    const holder = { account: '111122223333', principalId: principal, principalKind: 'role', held };
    const needs = permissions.map((permission) => ({ permission, reason: 'used' as const, resources: [] }));
    const application = applyProposal(awsProposals.write(needs, holder), holder);
    expect(application.apply).toEqual(apply);
    expect(application.rollback).toEqual(rollback);
    expect(application.notes.join('\n')).toContain(note);
  });
});
