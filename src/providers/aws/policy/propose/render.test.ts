import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyHolder } from '../../../../model/policy-proposal.ts';
import { readHcl } from './hcl-reader.test-support.ts';
import { awsProposals } from './index.ts';

const { write, render, compile } = awsProposals;

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom('$', '{', '}', '%', '"', '\\', '*', '?', '\n', '{{resolve:ssm:a}}', '\u202e', 'a', "'"),
      {
        maxLength: 12,
      },
    )
    .map((signs) => signs.join('')),
);

function holderOf(principal: string): PolicyHolder {
  const document = JSON.stringify({ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
  const held = [{ id: 'p', kind: 'managed', name: 'p', document, path: ['policy/p'] }];
  return { account: '111122223333', principalId: principal, principalKind: 'role', held };
}

const holders = name.map((text) => holderOf(`arn:aws:iam::111122223333:role/${text}`));

const proposals = fc.tuple(fc.array(name, { minLength: 1, maxLength: 4 }), holders).map(([names, holder]) => {
  const keys = names.map((text) => `arn:aws:s3:::b/${text}`);
  const resources = keys.map((resource) => ({ resource, group: '', days: 30 }));
  return {
    keys,
    holder,
    proposal: write([{ permission: 's3:GetObject', reason: 'used', resources }], holder),
  };
});

describe('render', () => {
  it('writes JSON that reads back, and that names what was used and nothing else', () => {
    fc.assert(
      fc.property(proposals, name, ({ keys, holder, proposal }, other) => {
        const text = render(proposal, holder, 'json');
        expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        const document: unknown = JSON.parse(text);
        expect(document).toEqual(proposal.documents[0]?.document);
        const decider = compile([text], holder.principalId);
        const decide = (resource: string) => decider.decide({ permission: 's3:GetObject', resource });
        for (const key of keys) expect(decide(key)).toBe('allowed');
        const elsewhere = `arn:aws:s3:::b/${other}`;
        if (!keys.includes(elsewhere)) expect(decide(elsewhere)).toBe('denied');
      }),
    );
  });

  it('writes Terraform whose policy reads back, without interpolation', () => {
    fc.assert(
      fc.property(proposals, ({ holder, proposal }) => {
        const text = render(proposal, holder, 'terraform');
        expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        const policy = /jsonencode\((\{[\s\S]*?\n {2}\})\)\n\}\n/.exec(text)?.[1] ?? '';
        expect(readHcl(policy)).toEqual(JSON.parse(JSON.stringify(proposal.documents[0]?.document)));
      }),
    );
  });

  it('writes CloudFormation that reads back, without a dynamic reference, and gives what was used', () => {
    fc.assert(
      fc.property(proposals, ({ keys, holder, proposal }) => {
        const text = render(proposal, holder, 'cloudformation');
        const { Resources } = JSON.parse(text);
        const { PolicyDocument } = Resources.ScopelightPolicy.Properties;
        expect(JSON.stringify(PolicyDocument)).not.toContain('{{');
        const decider = compile([PolicyDocument], holder.principalId);
        for (const resource of keys) {
          expect(decider.decide({ permission: 's3:GetObject', resource })).toBe('allowed');
        }
      }),
    );
  });
});
