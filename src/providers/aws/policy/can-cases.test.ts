import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { conditionOperators } from './conditions/table.ts';
import { decide, outcomeOf } from './decide.ts';
import { parsePolicy } from './parse.ts';
import { compilePolicies, type NamedPolicy, type PolicySet } from './policy-set.ts';

const folder = new URL('../cases/can/', import.meta.url);

/** A whole document, or only its statements. */
const document = z.unknown();

const setting = z
  .object({
    identity: document,
    boundary: document,
    session: document,
    serviceControl: z.array(z.array(document)),
    resourceControl: document,
    resource: document,
    request: z
      .strictObject({
        principal: z.string().nullable(),
        issuer: z.string(),
        action: z.string(),
        resource: z.string(),
        resourceAccount: z.string().nullable(),
        context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      })
      .partial(),
  })
  .partial();

const outcome = z.enum(['allowed', 'explicitly-denied', 'implicitly-denied']);

const canCase = z.strictObject({
  ...setting.shape,
  name: z.string(),
  side: z.enum(['both', 'principal']).optional(),
  decision: outcome,
  /** Kinds of policy that had to allow and did not. */
  lacks: z.array(z.string()).optional(),
  /** Part of some reason's mismatch. */
  mismatch: z.record(z.string(), z.unknown()).optional(),
  /** Every outcome that is possible while the keys that are not given are left open. */
  possible: z.array(outcome).optional(),
  /** How many problems the documents have; none where it is not said. */
  problems: z.number().default(0),
});

const canCases = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  defaults: setting.optional(),
  cases: z.array(canCase),
});

function namedPolicy(name: string, form: unknown): NamedPolicy {
  const whole = Array.isArray(form) ? { Version: '2012-10-17', Statement: form } : form;
  return { name, policy: parsePolicy(whole) };
}

function policySetOf(given: z.infer<typeof setting>): PolicySet {
  const list = (name: string, form: unknown) =>
    form === undefined ? {} : { [name]: [namedPolicy(name, form)] };
  return {
    ...list('identity', given.identity),
    ...list('session', given.session),
    ...list('resourceControl', given.resourceControl),
    ...list('resource', given.resource),
    ...(given.boundary === undefined ? {} : { boundary: namedPolicy('boundary', given.boundary) }),
    ...(given.serviceControl === undefined
      ? {}
      : {
          serviceControl: given.serviceControl.map((level) => level.map((form) => namedPolicy('scp', form))),
        }),
  };
}

function policiesOf(set: PolicySet): readonly NamedPolicy[] {
  const { identity = [], session = [], resource = [], resourceControl = [], serviceControl = [] } = set;
  const boundary = set.boundary === undefined ? [] : [set.boundary];
  return [...identity, ...session, ...resource, ...resourceControl, ...serviceControl.flat(), ...boundary];
}

it('has a case for every condition operator', () => {
  const all = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const text = all.join('').toLowerCase();
  const missing = conditionOperators.filter(({ name }) => !text.includes(`"${name.toLowerCase()}"`));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

for (const file of readdirSync(folder).sort()) {
  const { topic, defaults, cases } = canCases.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  describe(topic, () => {
    for (const example of cases) {
      const given = { ...defaults, ...example };
      it(`${example.name}: ${example.decision}`, () => {
        const {
          principal,
          resourceAccount,
          action = '',
          resource = '',
          ...rest
        } = {
          ...defaults?.request,
          ...example.request,
        };
        const request = {
          ...rest,
          action,
          resource,
          ...(typeof principal === 'string' ? { principal } : {}),
          ...(typeof resourceAccount === 'string' ? { resourceAccount } : {}),
        };
        const set = policySetOf(given);
        const policies = compilePolicies(set);
        const side = example.side ?? 'both';
        const decision = decide(request, policies, { side });
        expect(decision.decision, JSON.stringify(decision.reasons, null, 1)).toBe(example.decision);
        expect(outcomeOf(request, policies, { side })).toBe(example.decision);
        if (example.lacks !== undefined) {
          const lacking = decision.reasons.filter((reason) => reason.result === 'lacks-allow');
          expect(lacking.map((reason) => reason.kind).sort()).toEqual([...example.lacks].sort());
        }
        if (example.mismatch !== undefined) {
          const mismatches = decision.reasons.map((reason) => reason.mismatch);
          expect(mismatches).toContainEqual(expect.objectContaining(example.mismatch));
        }
        const open = decide(request, policies, { side, missingKeys: 'unknown' });
        expect(open.decision).toBe(example.decision);
        if (example.possible !== undefined) {
          expect([...open.possible].sort()).toEqual([...example.possible].sort());
        }
        expect(open.possible).toContain(example.decision);
        expect(policiesOf(set).flatMap(({ policy }) => policy.problems)).toHaveLength(example.problems);
      });
    }
  });
}
