import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldDocument, PermissionNeed, PolicyHolder } from '../../../model/policy-proposal.ts';
import { awsProposals } from '../policy/propose/index.ts';
import { holders, needLists } from '../policy/propose/propose-laws.test-support.ts';
import { IamAccount } from './iam-account.test-support.ts';
import { remedy } from './index.ts';

const { write, compile } = awsProposals;
const rank = { denied: 0, open: 1, allowed: 2 };

function applied(holder: PolicyHolder, needs: readonly PermissionNeed[], documentsMax = 10) {
  const proposal = write(needs, holder, { exactMax: 1000, documentsMax });
  const application = remedy.apply?.(proposal, holder);
  if (application === undefined) throw new Error('nothing applies proposals');
  return { proposal, ...application };
}

function answers(account: IamAccount, { principalId }: PolicyHolder, needs: readonly PermissionNeed[]) {
  const decider = compile(account.documents(), principalId);
  return needs.flatMap(({ permission, resources }) =>
    resources.map(({ resource }) => rank[decider.decide({ permission, resource })]),
  );
}

/** Runs commands, and looks after each whether anything is missing that is given before and after all of them. */
function runSafely(
  account: IamAccount,
  commands: readonly string[],
  holder: PolicyHolder,
  needs: readonly PermissionNeed[],
): void {
  const before = answers(account, holder, needs);
  const seen = commands.map((command) => {
    account.run(command);
    return answers(account, holder, needs);
  });
  const last = seen.at(-1) ?? before;
  for (const now of seen) {
    now.forEach((answer, i) => {
      expect(answer).toBeGreaterThanOrEqual(Math.min(before[i] ?? 0, last[i] ?? 0));
    });
  }
}

function checkBothWays(holder: PolicyHolder, needs: readonly PermissionNeed[], attachedMax = 10): void {
  const { proposal, apply, rollback, notes } = applied(holder, needs, attachedMax);
  if (apply.length === 0) {
    expect(notes).not.toEqual([]);
    return;
  }
  const account = new IamAccount(holder, attachedMax);
  const before = account.state();
  runSafely(account, apply, holder, needs);
  const texts = account.documents().map((text) => (/^\s*\{/.test(text) ? JSON.parse(text) : text));
  for (const { document } of proposal.documents) expect(texts).toContainEqual(document);
  const left = holder.held.filter(({ id }) => proposal.leaves.includes(id));
  expect(texts.length).toBeLessThanOrEqual(proposal.documents.length + left.length);
  runSafely(account, rollback, holder, needs);
  expect(account.state()).toEqual(before);
}

/** Documents as an account has them: with ARNs, some inline, some through a group. */
const accounts = fc
  .tuple(holders, fc.array(fc.constantFrom('managed', 'inline'), { minLength: 4, maxLength: 4 }))
  .map(
    ([holder, kinds]): PolicyHolder => ({
      ...holder,
      held: holder.held.map((held, i): HeldDocument => {
        const kind = held.path.length > 1 ? 'managed' : (kinds[i] ?? 'managed');
        return kind === 'managed'
          ? { ...held, id: `arn:aws:iam::111122223333:policy/${held.name}` }
          : { ...held, kind, id: `${holder.principalId}#inline/${held.name}`, path: [`inline/${held.name}`] };
      }),
    }),
  );

/** So many queues that their names fill several documents. */
function queues(count: number, from = 0): PermissionNeed {
  const resources = Array.from({ length: count }, (_, i) => ({
    resource: `arn:aws:sqs:eu-central-1:111122223333:${'q'.repeat(60)}-${String(i + from).padStart(6, '0')}`,
    group: '',
    days: 30,
  }));
  return { permission: 'sqs:SendMessage', reason: 'used', resources };
}

function roleWith(...held: readonly HeldDocument[]): PolicyHolder {
  const principalId = 'arn:aws:iam::111122223333:role/app/web';
  return { account: '111122223333', principalId, principalKind: 'role', held };
}

function managed(name: string, document: unknown): HeldDocument {
  const id = `arn:aws:iam::111122223333:policy/${name}`;
  return { id, kind: 'managed', name, document: JSON.stringify(document), path: [`policy/${name}`] };
}

const full = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

describe('apply', () => {
  it('misses nothing at any moment, replaces what it says, and is undone by its rollback', () => {
    fc.assert(
      fc.property(needLists, accounts, (needs, holder) => checkBothWays(holder, needs)),
      { numRuns: 200 },
    );
  });

  it('renews the policies of an earlier proposal, though permissions move from one to the other', () => {
    const first = roleWith(managed('Full', full));
    const { documents } = write([queues(120)], first, { exactMax: 1000 });
    expect(documents.length).toBeGreaterThan(2);
    const holder = roleWith(...documents.map(({ name, document }) => managed(name, document)));
    checkBothWays(holder, [queues(80, 40)]);
    checkBothWays(holder, [queues(20, 40)]);
  });

  it('goes through inline policies where no more can be attached', () => {
    const held = Array.from({ length: 10 }, (_, i) => managed(`P${i}`, full));
    const { apply } = applied(roleWith(...held), [queues(3)]);
    expect(apply[0]).toContain('put-role-policy');
    checkBothWays(roleWith(...held), [queues(3)]);
  });

  it('leaves it to people where there is room for new and old neither way', () => {
    const held = Array.from({ length: 10 }, (_, i) => managed(`P${i}`, full));
    const { apply, rollback, notes } = applied(roleWith(...held), [queues(120)]);
    expect([apply, rollback]).toEqual([[], []]);
    expect(notes.join()).toContain('quota');
  });

  it.each([
    ['arn:aws:iam::111122223333:root', 'root user'],
    [
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef',
      'Identity Center',
    ],
    ['arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX', 'AWS service'],
    ['arn:aws:sts::111122223333:federated-user/ann', 'neither a user nor a role'],
  ])('has no commands for %s', (principalId, said) => {
    const holder = { ...roleWith(managed('Full', full)), principalId };
    const { apply, rollback, notes } = applied(holder, [queues(1)]);
    expect([apply, rollback]).toEqual([[], []]);
    expect(notes.join()).toContain(said);
  });
});
