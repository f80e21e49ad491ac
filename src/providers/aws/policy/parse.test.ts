import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lostEffects, parsePolicy } from './parse.ts';
import { statementLabel } from './parse-statement.ts';

const allowRead = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const policyOf = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });

describe('parsePolicy', () => {
  it('reads the shorthands of the JSON form as what they stand for', () => {
    const policy = parsePolicy({
      Version: '2012-10-17',
      Id: 'p1',
      Statement: {
        Sid: 'Read',
        Effect: 'Allow',
        NotPrincipal: { AWS: ['*', '123456789012'], Service: 'ec2.amazonaws.com' },
        NotAction: 'iam:*',
        NotResource: ['a', 'b'],
        Condition: {
          'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['x', 5, true] },
          Bool: { k: false },
        },
      },
    });
    expect(policy.problems).toEqual([]);
    expect(policy.id).toBe('p1');
    const [statement] = policy.statements;
    expect(statement).toMatchObject({
      index: 0,
      sid: 'Read',
      effect: 'allow',
      actions: { kind: 'except', patterns: ['iam:*'] },
      resources: { kind: 'except', patterns: ['a', 'b'] },
      principals: {
        kind: 'except',
        patterns: [
          { kind: 'all' },
          { kind: 'aws', value: '123456789012' },
          { kind: 'service', value: 'ec2.amazonaws.com' },
        ],
      },
    });
    expect(statement?.conditions.map(({ operator, ...rest }) => [operator?.name, rest])).toEqual([
      [
        'StringLike',
        {
          name: 'ForAnyValue:StringLikeIfExists',
          quantifier: 'some',
          isIfExists: true,
          key: 'aws:TagKeys',
          values: ['x', '5', 'true'],
        },
      ],
      ['Bool', { name: 'Bool', quantifier: 'single', isIfExists: false, key: 'k', values: ['false'] }],
    ]);
    expect(statement && statementLabel(statement)).toBe('Statement[0] Read');
  });

  it('reads the same policy from an object, JSON text, URL-encoded text and command-line answers', () => {
    const document = policyOf({ ...allowRead, Resource: 'arn:aws:s3:::a/x y+z%' });
    const text = JSON.stringify(document);
    const expected = parsePolicy(document);
    expect(expected.statements).toHaveLength(1);
    for (const form of [
      text,
      `\uFEFF ${text}`,
      encodeURIComponent(text),
      encodeURIComponent(text).replaceAll('%20', '+'),
      JSON.stringify(text),
      { PolicyDocument: document },
      { PolicyVersion: { Document: encodeURIComponent(text), IsDefaultVersion: true } },
      { Policy: text },
      { Policy: { PolicySummary: {}, Content: text } },
    ]) {
      expect(parsePolicy(form)).toEqual(expected);
    }
  });

  it('keeps the good statements around a broken one and says which effect was lost', () => {
    const policy = parsePolicy(policyOf(allowRead, { ...allowRead, Effect: 'Deny', Action: [7] }, allowRead));
    expect(policy.statements.map((statement) => statement.index)).toEqual([0, 2]);
    expect(policy.problems).toEqual([
      {
        path: '$.Statement[1].Action',
        reason: 'an element is not a string: a value of type number',
        lost: 'deny',
      },
      { path: '$.Statement[1].Action', reason: expect.stringContaining('neither'), lost: 'nothing' },
    ]);
    expect(lostEffects(policy)).toEqual({ allow: false, deny: true });
  });

  it.each([
    ['no effect', { Action: 's3:*', Resource: '*' }, 'any'],
    ['a lower-case effect', { ...allowRead, Effect: 'allow' }, 'any'],
    ['both Action and NotAction', { ...allowRead, NotAction: 's3:*' }, 'allow'],
    ['no action', { Effect: 'Deny', Resource: '*' }, 'deny'],
    ['an empty resource list', { ...allowRead, Resource: [] }, 'allow'],
    ['a condition that is a list', { ...allowRead, Condition: [] }, 'allow'],
    ['a condition that is null', { ...allowRead, Effect: 'Deny', Condition: null }, 'deny'],
    ['a condition value that is an object', { ...allowRead, Condition: { Bool: { k: {} } } }, 'allow'],
    ['an unknown kind of principal', { ...allowRead, Principal: { Azure: 'x' } }, 'allow'],
    ['a principal that is a name', { ...allowRead, Principal: 'root' }, 'allow'],
    ['a statement that is text', 'Allow everything', 'any'],
    ['a statement that is null', null, 'any'],
  ])('leaves out a statement with %s', (_name, statement, lost) => {
    const policy = parsePolicy(policyOf(statement));
    expect(policy.statements).toEqual([]);
    expect(policy.problems.map((problem) => problem.lost)).toContain(lost);
  });

  it.each([
    ['an unknown operator', { ...allowRead, Condition: { StringIsh: { k: 'v' } } }],
    ['a value that its operator cannot compare', { ...allowRead, Condition: { NumericEquals: { k: 'v' } } }],
    ['an action without service', { ...allowRead, Action: 'GetObject' }],
    ['an unknown element', { ...allowRead, Actions: 'x' }],
  ])('keeps and reports a statement with %s', (_name, statement) => {
    const policy = parsePolicy(policyOf(statement));
    expect(policy.statements).toHaveLength(1);
    expect(policy.problems.map((problem) => problem.lost)).toEqual(['nothing']);
  });

  it.each([['not json'], ['%7Bbroken%'], [''], [null], [undefined], [7], [[]], ['[]'], ['"{}"'], [{}]])(
    'reports the document %j instead of throwing',
    (document) => {
      const policy = parsePolicy(document);
      expect(policy.statements).toEqual([]);
      expect(lostEffects(policy)).toEqual({ allow: true, deny: true });
    },
  );

  it('stays total and bounded on arbitrary JSON', () => {
    const names = [
      'Effect',
      'Action',
      'Resource',
      'Principal',
      'Condition',
      'Statement',
      '__proto__',
      'Bool',
    ];
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('Allow', 'Deny', '*', 's3:*', null, 1),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const policy = parsePolicy(JSON.stringify({ Statement: value }));
        expect(policy.problems.length).toBeLessThanOrEqual(101);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string()), (value) => {
        expect(lostEffects(parsePolicy(value)).deny).toBe(true);
      }),
    );
  });

  it('takes no element from a prototype', () => {
    const text = '{"__proto__":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}';
    expect(parsePolicy(text).statements).toEqual([]);
    const statement = '{"Effect":"Allow","__proto__":{"Action":"*"},"constructor":{},"Resource":"*"}';
    expect(parsePolicy(`{"Statement":[${statement}]}`).statements).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'Action')).toBe(false);
  });

  it('bounds hostile documents', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(lostEffects(parsePolicy(`{"Statement":${deep}}`)).deny).toBe(true);
    expect(lostEffects(parsePolicy('x'.repeat(2_000_000))).deny).toBe(true);
    const many = parsePolicy(policyOf(...new Array(30_000).fill({})));
    expect(many.problems).toHaveLength(101);
    expect(many.problems.at(-1)?.reason).toMatch(/further problems/);
  });
});
