import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canInput } from '../../../model/policy-question.ts';
import type { Provider } from '../../provider.ts';

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      policies: canInput.shape.policies,
      action: z.string(),
      resource: z.string().default('*'),
      principal: z.string().optional(),
      expect: z.record(z.string(), z.unknown()),
      problems: z.array(z.string()).default([]),
    }),
  ),
});

/** Holds a language of permission lists to its cases. */
export function runCanCases({ id, policy }: Pick<Provider, 'id' | 'policy'>): void {
  const folder = new URL(`../../${id}/cases/can/`, import.meta.url);
  for (const file of readdirSync(folder)) {
    const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    describe(topic, () => {
      it.each(cases)('$name', ({ policies, action, resource, principal, expect: wanted, problems }) => {
        const named = policies.map((each, index) => ({ ...each, name: `policy ${index}` }));
        const answer = policy.answer({ policies: named, action, resource, ...(principal && { principal }) });
        expect(answer).toMatchObject(wanted);
        expect(answer.problems.map(({ reason }) => reason)).toEqual(problems);
        for (const { document } of named) {
          const isRead = !problems.some((reason) => reason.startsWith('neither'));
          expect(policy.isDocument(document)).toBe(isRead);
        }
      });
    });
  }

  it('takes no policy of another provider for its own', () => {
    const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
    expect(policy.isDocument({ Version: '2012-10-17', Statement: [statement] })).toBe(false);
    expect(policy.isDocument(JSON.stringify({ Statement: statement }))).toBe(false);
  });
}
