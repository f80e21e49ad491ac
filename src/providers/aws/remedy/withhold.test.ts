import { describe, expect, it } from 'vitest';
import { withhold } from './withhold.ts';

const account = 'arn:aws:iam::111122223333';

describe('what keeps a principal from permissions', () => {
  it('is a deny of its own, with what undoes it', () => {
    expect(withhold(`${account}:user/bots/svc-export`, ['s3:PutBucketPolicy', 'iam:PassRole'])).toEqual({
      apply: [
        `aws iam put-user-policy --user-name svc-export --policy-name ScopelightCut --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["iam:PassRole","s3:PutBucketPolicy"],"Resource":"*"}]}'`,
      ],
      rollback: ['aws iam delete-user-policy --user-name svc-export --policy-name ScopelightCut'],
      notes: [],
    });
  });

  it.each([
    [`${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1`, 'permission set'],
    [`${account}:root`, 'whole account'],
  ])('is not written into what cannot be written: %s', (principal, note) => {
    const { apply, notes } = withhold(principal, ['s3:GetObject']);
    expect(apply).toEqual([]);
    expect(notes.join()).toContain(note);
  });
});
