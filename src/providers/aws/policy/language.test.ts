import { describe, expect, it } from 'vitest';
import { awsPolicyLanguage, type QuestionPolicy } from './language.ts';

const allowAll = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const given = (kind: QuestionPolicy['kind'], document: unknown, level?: number): QuestionPolicy => ({
  kind,
  name: `${kind}.json`,
  document,
  level,
});

function answer(...policies: readonly QuestionPolicy[]) {
  return awsPolicyLanguage.answer({ policies, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' });
}

describe('awsPolicyLanguage', () => {
  it('adds up the service control policies of one level and asks each level', () => {
    const only = (action: string) => ({ Statement: { Effect: 'Allow', Action: action, Resource: '*' } });
    const identity = given('identity', allowAll);
    expect(answer(identity, given('scp', only('ec2:*')), given('scp', only('s3:*'))).decision).toBe(
      'allowed',
    );
    const apart = answer(identity, given('scp', only('ec2:*'), 1), given('scp', only('s3:*'), 0));
    expect(apart.decision).toBe('implicitly-denied');
    expect(apart.reasons[0]).toMatchObject({ kind: 'scp', level: 1, result: 'lacks-allow' });
  });

  it('names the policy and the statement that decided', () => {
    const deny = { Statement: [{ Sid: 'NoRead', Effect: 'Deny', Action: 's3:Get*', Resource: '*' }] };
    const denied = answer(given('identity', allowAll), given('session', deny));
    expect(denied.decision).toBe('explicitly-denied');
    expect(denied.reasons[0]).toMatchObject({
      kind: 'session',
      policy: 'session.json',
      statement: 'Statement[0] NoRead',
      text: 'session policy `session.json` Statement[0] NoRead (deny) denies it',
    });
  });

  it('reports what could not be read, and policies that do not fit their part', () => {
    const { problems, isCertain } = answer(
      given('identity', '{"Statement":[{"Effect":"Deny"}]}'),
      given('resource', allowAll),
      given('boundary', allowAll),
      given('boundary', { Statement: { Effect: 'Allow', Action: '*' } }),
    );
    expect(isCertain).toBe(false);
    expect(problems.map(({ policy, isLoss }) => [policy, isLoss])).toEqual([
      ['identity.json', true],
      ['resource.json', false],
      ['boundary.json', false],
      ['boundary.json', true],
    ]);
  });
});
