import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readInventory } from './index.ts';

const file = new URL('../cases/audit-policy.json', import.meta.url);
const { topic, cases } = z
  .strictObject({
    topic: z.string(),
    source: z.array(z.url()),
    cases: z.array(
      z.strictObject({
        name: z.string(),
        policy: z.unknown(),
        /** By kind of request: `limited` is on, but not for all of them. */
        expect: z.record(z.string(), z.enum(['on', 'off', 'limited'])),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

function read(policy: unknown) {
  return readInventory([{ path: 'policy.yaml', text: JSON.stringify(policy) }], 0);
}

describe(topic, () => {
  it.each(cases)('$name', ({ policy, expect: wanted }) => {
    const states = new Map(
      read(policy).recordings.map(({ category, state, limits }) => [
        category,
        limits.length > 0 ? 'limited' : state,
      ]),
    );
    for (const [kind, state] of Object.entries(wanted)) expect(states.get(`shown:${kind}`), kind).toBe(state);
  });

  it('is a problem where its rules cannot be read', () => {
    const { recordings, problems } = read({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: 'all' });
    expect(recordings).toEqual([]);
    expect(problems).toEqual([{ path: 'policy.yaml', reason: 'an audit policy whose rules cannot be read' }]);
  });

  it('says so of every kind of request that can be recorded, once', () => {
    const { recordings } = read(cases[0]?.policy);
    const kinds = recordings.map(({ category }) => category);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds).not.toContain('shown:write deployments.apps/finalizers');
  });
});
