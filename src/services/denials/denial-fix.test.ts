import { describe, expect, it } from 'vitest';
import type { JudgedWant } from '../../analysis/denials/find-denials.ts';
import { judgeWant } from '../../analysis/denials/judge-want.ts';
import { daysFrom, factsOf, wantOn } from '../../analysis/denials/want-facts.test-support.ts';
import type { PrincipalGrants } from '../../analysis/granted.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { findProvider } from '../../providers/register.ts';
import { denialFix, type WantHolder } from './denial-fix.ts';

const provider = findProvider('aws');
const bot = 'arn:aws:iam::111122223333:user/bot';
const queue = 'arn:aws:sqs:eu-central-1:111122223333:jobs';
const grants: PrincipalGrants = {
  provider: 'aws',
  account: '111122223333',
  principalId: bot,
  kind: 'user',
  name: 'bot',
  owner: '',
  ownerBasis: '',
  granted: PermissionSet.empty,
  limited: PermissionSet.empty,
  young: PermissionSet.empty,
  isComplete: true,
};

function refused(policy: string, permission = 'sqs:GetQueueAttributes'): JudgedWant {
  const facts = factsOf(wantOn(daysFrom(80, 100), { permission, principalId: bot }));
  return {
    ...judgeWant(facts),
    facts,
    permission: provider.catalogue.find(permission),
    holderId: bot,
    grants,
    refusedBy: [{ policy, error: 'AccessDenied', refusals: 20 }],
    calls: [],
    resources: permission.startsWith('sqs:') ? [{ resource: queue, group: queue, days: 20 }] : [],
  };
}

function holding(...statements: readonly object[]): WantHolder {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const held = { id: 'own', kind: 'inline', name: 'own', document, path: ['policy/own'] };
  return { provider, held: [held], isLimited: false, tokenIds: ['AKIAEXAMPLE000000001', 'AKIAOTHER'] };
}

const other = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };

describe('what would allow a refused want', () => {
  it('is one statement for it, on what was refused, that the provider’s own logic lets it through by', () => {
    const fix = denialFix(refused('identity-based policy'), holding(other));
    expect(fix).toMatchObject({
      layer: 'no-grant',
      suffices: 'yes',
      policy: { Statement: [{ Effect: 'Allow', Action: 'sqs:GetQueueAttributes', Resource: queue }] },
      blast: { level: 'read', isEverywhere: false, resources: [queue], tokenCount: 2, changesAccess: false },
    });
    const decider = provider.proposals?.compile([fix?.policy], bot);
    const decide = (permission: string, resource: string) => decider?.decide({ permission, resource });
    expect(decide('sqs:GetQueueAttributes', queue)).toBe('allowed');
    expect(decide('sqs:GetQueueAttributes', `${queue}-2`)).toBe('denied');
    expect(decide('sqs:SendMessage', queue)).toBe('denied');
  });

  it('has commands that attach it under a name of its own, and take it away again', () => {
    const fix = denialFix(refused('identity-based policy'), holding(other));
    expect(fix?.commands.join('\n')).toContain('scopelight-user-bot-allow-sqs-GetQueueAttributes');
    expect(fix?.rollback.join('\n')).toContain('detach-user-policy');
    expect([...(fix?.commands ?? []), ...(fix?.rollback ?? [])].join('\n')).not.toContain(
      'delete-user-policy',
    );
  });

  it('is no grant where a policy that it holds denies it', () => {
    const deny = { Effect: 'Deny', Action: 'sqs:*', Resource: '*' };
    const fix = denialFix(refused('identity-based policy'), holding(other, deny));
    expect(fix).toMatchObject({ layer: 'held-deny', suffices: 'no', policy: null, commands: [] });
  });

  it.each([
    ['permissions boundary', 'boundary'],
    ['service control policy', 'organisation'],
    ['resource control policy', 'organisation'],
    ['session policy', 'session'],
    ['VPC endpoint policy', 'network'],
    ['resource-based policy', 'resource'],
  ])('is no grant where a %s refused it', (policy, layer) => {
    expect(denialFix(refused(policy), holding(other))).toMatchObject({ layer, suffices: 'no', policy: null });
  });

  it('is no grant where what is held allows it already', () => {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    expect(denialFix(refused(''), holding(all))).toMatchObject({ layer: 'elsewhere', suffices: 'no' });
  });

  it('is not said to suffice where a limit may refuse it too, or the record tells nothing', () => {
    const limited = { ...holding(other), isLimited: true };
    expect(denialFix(refused('identity-based policy'), limited)?.suffices).toBe('perhaps');
    expect(denialFix(refused(''), holding(other))).toMatchObject({ layer: 'unknown', suffices: 'perhaps' });
  });

  it('says of what changes access that its holder may give itself more', () => {
    const fix = denialFix(refused('identity-based policy', 'iam:AttachUserPolicy'), holding(other));
    expect(fix?.blast).toMatchObject({ level: 'permissions', changesAccess: true });
    expect(fix?.blast.texts.join(' ')).toContain('give itself more');
  });

  it('is not known of somebody whom no inventory lists', () => {
    expect(denialFix({ ...refused(''), grants: undefined }, holding(other))).toBeUndefined();
  });
});
