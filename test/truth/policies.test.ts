import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fleetFacts } from '../../src/analysis/fleet-facts.ts';
import { logSpan } from '../../src/analysis/log-span.ts';
import { ScopelightError } from '../../src/model/error.ts';
import { type PolicyAnswer, policyShape } from '../../src/model/policy.ts';
import { findProvider } from '../../src/providers/register.ts';
import { proposePolicy } from '../../src/services/policy/propose-policy.ts';
import { type LoadedDemo, loadDemo } from './load-demo.ts';

const { catalogue } = findProvider('aws');
const minutes = 60_000;
const window = { days: 120 };

describe('the policies of the demo organisation', () => {
  let loaded: LoadedDemo;
  let answers: ReadonlyMap<string, PolicyAnswer>;
  let granted: ReadonlyMap<string, ReadonlySet<number>>;

  beforeAll(async () => {
    loaded = await loadDemo({ seed: 1, scale: 0.1 });
    const { ctx, aws } = loaded;
    const span = await logSpan(ctx.store);
    if (!span) throw new Error('no log was loaded');
    const { grants } = await fleetFacts(ctx.store, span);
    granted = new Map([...grants].map(([id, one]) => [id, one.granted]));
    const found = new Map<string, PolicyAnswer>();
    for (const { id } of aws.principals) {
      const proposed = await proposePolicy(ctx, { id, window }).catch((error: unknown) => {
        if (error instanceof ScopelightError && error.code !== 'store.failed') return undefined;
        throw error;
      });
      if (proposed) found.set(id, proposed.answer);
    }
    answers = found;
  }, 10 * minutes);

  afterAll(() => loaded.remove());

  /** Names of the permissions that a policy gives; one that stays as it is gives what is granted. */
  const given = (id: string, { statements, isUnchanged }: PolicyAnswer): ReadonlySet<string> => {
    const held = granted.get(id);
    const allowed = statements.filter(({ effect }) => effect === 'allow');
    return new Set(
      isUnchanged
        ? catalogue.permissions().flatMap((one) => (held?.has(one.id) ? [one.name] : []))
        : allowed.flatMap(({ permissions }) => permissions),
    );
  };

  const intrusions = () =>
    loaded.truth.stories.flatMap((story) => story.intrusions).filter(({ provider }) => provider === 'aws');

  it('are there for every principal that has a policy', () => {
    const without = loaded.aws.principals.filter(({ id }) => !answers.has(id)).map(({ id }) => id);
    const isExpected = (id: string): boolean =>
      id.endsWith(':root') || id.includes(':role/aws-service-role/');
    expect(without.filter((id) => !isExpected(id))).toEqual([]);
    expect(answers.size).toBeGreaterThan(60);
  });

  it('have the published shape', () => {
    for (const answer of answers.values()) expect(policyShape.parse(answer)).toEqual(answer);
  });

  it('leave out what only somebody else called for, unless something in use may need it, and nothing more', () => {
    const strange = intrusions().flatMap(({ principal, permissions }) =>
      permissions.map((permission) => ({ principal, permission })),
    );
    const leftOut = [...answers].flatMap(([principal, { excluded }]) =>
      excluded.map(({ permission }) => ({ principal, permission })),
    );
    expect(strange).toEqual(expect.arrayContaining(leftOut));
    const others = strange.filter(
      ({ principal, permission }) =>
        !answers.get(principal)?.excluded.some((one) => one.permission === permission),
    );
    for (const { principal, permission } of others) {
      const kept = answers.get(principal)?.kept.find((one) => one.permission === permission);
      expect([principal, permission, kept?.reason]).toEqual([principal, permission, 'sign']);
    }
    expect(leftOut.length).toBeGreaterThan(3);
  });

  it('lie between what was used and what was granted or used', () => {
    for (const { id, uses } of loaded.aws.principals) {
      const answer = answers.get(id);
      if (!answer) continue;
      const gives = given(id, answer);
      const elsewhere = new Set(answer.elsewhere.map(({ permission }) => permission));
      const strange = new Set(
        intrusions().flatMap(({ principal, permissions }) => (principal === id ? permissions : [])),
      );
      const used = uses
        .filter(({ allowed, permission }) => allowed > 0 && !strange.has(permission))
        .map(({ permission }) => permission);
      const excluded = new Set(answer.excluded.map(({ permission }) => permission));
      const lost = used.filter((name) => !gives.has(name) && !elsewhere.has(name) && !excluded.has(name));
      expect([id, lost]).toEqual([id, []]);
      const held = granted.get(id);
      const extra = [...gives].filter(
        (name) => !used.includes(name) && !held?.has(catalogue.find(name)?.id ?? 0),
      );
      expect([id, extra]).toEqual([id, []]);
    }
  });

  it('leave out only what strangers did with a key that was not theirs', () => {
    const labelsOf = new Map(loaded.aws.principals.map(({ id, labels }) => [id, labels]));
    const touched = [...answers].filter(([, { excluded }]) => excluded.length > 0).map(([id]) => id);
    expect(touched.length).toBeGreaterThan(0);
    const strangers = ['human-on-machine-key', 'new-country', 'poisoned'];
    const isExpected = (id: string): boolean =>
      !!labelsOf.get(id)?.some((label) => strangers.includes(label));
    expect(touched.filter((id) => !isExpected(id))).toEqual([]);
  });

  it('would have refused no call that was let through', () => {
    for (const [id, { replay }] of answers) expect([id, replay.denied]).toEqual([id, []]);
    const calls = [...answers.values()].reduce((sum, { replay }) => sum + replay.calls, 0);
    expect(calls).toBeGreaterThan(10_000);
  });

  it('never take away what was exercised without a record while something points to it', () => {
    for (const { id, unrecorded, lost } of loaded.aws.principals) {
      const answer = answers.get(id);
      if (!answer) continue;
      const unused = new Set(
        answer.removed.filter(({ state }) => state === 'unused').map(({ permission }) => permission),
      );
      expect([id, [...unrecorded, ...lost].filter((name) => unused.has(name))]).toEqual([id, []]);
    }
  });

  it('fit what the provider takes', () => {
    for (const [id, { size }] of answers) expect([id, size.fits]).toEqual([id, true]);
  });

  it('give the administrator that only reads exactly its two permissions', () => {
    const story = loaded.truth.stories.find(({ id }) => id === 'admin-only-reads');
    const answer = answers.get(story?.subjects.find((subject) => subject.startsWith('arn:')) ?? '');
    expect(answer?.policy).toMatchObject({
      Statement: [{ Action: ['cloudwatch:GetMetricData', 'ec2:DescribeInstances'] }],
    });
    expect(answer?.statements).toHaveLength(1);
  });
});
