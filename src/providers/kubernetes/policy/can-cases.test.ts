import { expect, it } from 'vitest';
import { runCanCases } from '../../shared/laws/run-can-cases.test-support.ts';
import { kubernetes } from '../provider.ts';

runCanCases(kubernetes);

it('takes no policy of another provider for its own', () => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  expect(kubernetes.policy.isDocument({ Version: '2012-10-17', Statement: [statement] })).toBe(false);
  expect(kubernetes.policy.isDocument({ permissions: { contents: 'read' } })).toBe(false);
  expect(kubernetes.policy.isDocument('permissions:\n  contents: read\n')).toBe(false);
});
