import { describe, expect, it } from 'vitest';
import { type CanInput, canInput, type PolicyLanguage } from '../model/policy-question.ts';
import { can } from './can.ts';

/** Allows what a document names outright. */
const plainLanguage: PolicyLanguage = {
  isDocument: () => true,
  answer: ({ policies, action }) => {
    const match = policies.find((policy) => policy.document === action);
    const decision = match === undefined ? 'implicitly-denied' : 'allowed';
    const reasons = policies.map(({ kind, name }) => ({ kind, result: 'allows', text: name }));
    return { decision, reasons, isCertain: true, possible: [decision], undecidedKeys: [], problems: [] };
  },
};

const question: CanInput = {
  policies: [
    { kind: 'identity', document: 'read' },
    { kind: 'scp', document: '*', level: 1 },
    { kind: 'identity', name: 'given.json', document: 'write' },
    { kind: 'identity', document: 'list' },
  ],
  action: 'write',
  resource: '*',
};

describe('can', () => {
  it('answers in the published shape', () => {
    expect(can(question, plainLanguage)).toMatchObject({
      schema: 'scopelight.can/1',
      decision: 'allowed',
      isCertain: true,
      problems: [],
    });
  });

  it('names a policy without name by its kind and position', () => {
    const { reasons } = can(question, plainLanguage);
    expect(reasons.map((reason) => reason.text)).toEqual(['identity 1', 'scp 1', 'given.json', 'identity 3']);
  });
});

describe('canInput', () => {
  it('takes a whole question', () => {
    const context = { 'k:a': 'x', 'k:b': ['y', 'z'] };
    expect(canInput.parse({ ...question, principal: 'p', context, missingKeys: 'unknown' })).toBeDefined();
  });

  it.each([
    ['an unknown kind of policy', { ...question, policies: [{ kind: 'magic', document: {} }] }],
    ['no action', { ...question, action: '' }],
    ['an unknown setting', { ...question, debug: true }],
    ['a context value that is no text', { ...question, context: { k: 5 } }],
  ])('refuses %s', (_name, input) => {
    expect(canInput.safeParse(input).success).toBe(false);
  });
});
