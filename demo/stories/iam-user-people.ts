import { accounts, globalRegion } from '../aws/accounts.ts';
import type { UserSession } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { type Operation, operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { checkMfa, consoleLogin } from '../aws/operations/signin.ts';
import { getSessionToken } from '../aws/operations/sts.ts';
import { agents, fromPlace, type Origin } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import type { IamGroup, IamUser } from '../aws/principals.ts';
import { type Person, people } from '../organisation/people.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { DAY, HOUR } from '../time.ts';
import type { Stage, Story, Turn } from '../world.ts';
import { createBot } from './bot.ts';
import { ownerTags } from './owner-tags.ts';

/** People who still have IAM users of their own. */
export const iamUserPeople: Story = {
  id: 'iam-user-people',
  title:
    'Clerks sign in with passwords, and mistype them; an engineer turns a key into sessions with a second factor',
  tell: (stage) => {
    const group = stage.aws.estate.group(accounts.prod, 'finance-readers', {
      createdAt: Date.parse('2020-09-01T09:00:00Z'),
      inline: {
        billing: document(
          allow(['ce:*', 'budgets:ViewBudget', 'cur:DescribeReportDefinitions', 'billing:GetBillingData']),
        ),
      },
    });
    clerk(stage, people.annaSchulz, group);
    clerk(stage, people.peterNolan, group);
    engineerWithKey(stage);
  },
};

function clerk(stage: Stage, person: Person, group: IamGroup): void {
  const pace = officeHours(person.zone);
  const user = stage.aws.estate.user(accounts.prod, person.id, {
    createdAt: Date.parse('2020-09-01T09:05:00Z'),
    groups: [group],
    attached: [awsManaged.changePassword],
    hasMfa: true,
    password: { changedAt: stage.daysAgo(200) },
    tags: ownerTags(person),
  });
  stage.everyHour(person.id, (turn) => {
    if (turn.random.chance(0.1 * pace(turn.hour))) workInConsole(stage, turn, user, person);
  });
}

function workInConsole(stage: Stage, turn: Turn, user: IamUser, person: Person): void {
  const origin = fromPlace(person.office, agents.windows, turn.random);
  const door = turn.shell({ kind: 'console-user', user }, origin, {
    region: globalRegion,
    pauseMs: [5_000, 30_000],
  });
  if (turn.random.chance(0.2)) door.run(consoleLogin('Failure'), { answer: wrongPassword });
  if (turn.random.chance(0.05)) mistypeName(turn, origin);
  door.run(checkMfa).run(consoleLogin('Success'));
  stage.aws.estate.noteUse(`console:${user.arn}`, { at: door.at, region: globalRegion, service: 'signin' });
  const keyId = uniqueId('ASIA', user.account, turn.random);
  const session: UserSession = {
    kind: 'user-session',
    user,
    keyId,
    startedAt: door.at,
    hasMfa: true,
    isConsole: true,
  };
  const shell = turn.shell(session, origin, { at: door.at, region: globalRegion, pauseMs: [3_000, 60_000] });
  for (let count = turn.random.between(2, 6); count > 0; count -= 1) shell.run(turn.random.pick(billing));
}

const wrongPassword = { outcome: 'authn-failed', errorMessage: 'Failed authentication' } as const;

const billing: readonly Operation[] = [
  plain('ce', 'GetCostAndUsage', { granularity: 'MONTHLY', metrics: ['UnblendedCost'] }),
  plain('ce', 'GetCostForecast', { granularity: 'MONTHLY', metric: 'UNBLENDED_COST' }),
  plain('ce', 'GetDimensionValues', { dimension: 'SERVICE' }),
  operation('budgets', 'DescribeBudgets', 'budgets:ViewBudget', { accountId: accounts.prod.id }),
];

/** The trail hides a name that it does not know: it might be a password in the wrong field. */
function mistypeName(turn: Turn, origin: Origin): void {
  const answer = { outcome: 'authn-failed', errorMessage: 'No username found in supplied account' } as const;
  turn
    .shell({ kind: 'hidden-user', account: accounts.prod }, origin, { region: globalRegion })
    .run(consoleLogin('Failure'), { answer });
}

function engineerWithKey(stage: Stage): void {
  const person = people.ciaranWalsh;
  const { user, key, caller } = createBot(stage, `${person.id}-cli`, {
    account: accounts.dev,
    createdAt: '2022-01-17T11:00:00Z',
    owner: person,
    inline: {
      'mfa-only': document(allow('*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
    },
  });
  const pace = officeHours(person.zone);
  const commands = [
    plain('ec2', 'DescribeInstances'),
    plain('rds', 'DescribeDBInstances'),
    plain('logs', 'DescribeLogGroups'),
  ];
  stage.everyHour('cli', (turn) => {
    if (!turn.random.chance(0.08 * pace(turn.hour))) return;
    const day = stage.random.split(Math.floor(turn.hour / DAY));
    const origin = fromPlace(person.home, agents.cli, day);
    const keyId = uniqueId('ASIA', user.account, turn.random);
    const login = turn.shell(caller, origin);
    const startedAt = login.at;
    login.mint(getSessionToken(user, keyId, startedAt + 12 * HOUR, turn.random), user.arn);
    const session: UserSession = { kind: 'user-session', user, keyId, startedAt, hasMfa: true };
    const shell = turn.shell(session, origin, { at: login.at });
    for (let count = turn.random.between(2, 7); count > 0; count -= 1) shell.run(turn.random.pick(commands));
  });
  stage.aws.label(key.id, 'mints-sessions-only');
}
