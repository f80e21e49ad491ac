import type { DeciderRequest } from '../src/model/policy-proposal.ts';
import { awsCatalogue } from '../src/providers/aws/catalogue/index.ts';
import {
  ActionExpander,
  type CompiledPolicies,
  compilePolicies,
  decide,
  grantedSet,
  type NamedPolicy,
  outcomeOf,
  type PolicyRequest,
  parsePolicy,
} from '../src/providers/aws/policy/index.ts';
import { awsProposals } from '../src/providers/aws/policy/propose/index.ts';

/**
 * How fast requests are decided, in decisions per second of processor time: replayed against compiled
 * policies, explained one by one, and as a program would that reads the policies anew for each request; and how fast
 * a past year is decided by one principal's documents, as a backtest asks.
 */

const services = ['s3', 'ec2', 'dynamodb', 'sqs', 'lambda', 'logs', 'iam', 'kms'];
const account = '111122223333';

function documents(): readonly string[] {
  const roles = services.map((service, i) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [`${service}:Get*`, `${service}:List*`, `${service}:Describe*`],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: `${service}:*`,
        Resource: [`arn:aws:${service}:*:*:app-${i}/*`, `arn:aws:${service}:::app-${i}/*`],
      },
      {
        Effect: 'Allow',
        Action: `${service}:Put*`,
        Resource: `arn:aws:${service}:::home/\${aws:username}/*`,
      },
    ],
  }));
  const guard = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: 'iam:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Deny',
        NotAction: ['iam:*', 'sts:*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
      },
    ],
  };
  return [...roles, guard].map((document) => JSON.stringify(document));
}

function named(texts: readonly string[]): readonly NamedPolicy[] {
  return texts.map((text, i) => ({ name: `policy ${i}`, policy: parsePolicy(text) }));
}

function requests(count: number, hasContext: boolean): readonly PolicyRequest[] {
  const verbs = ['GetItem', 'ListItems', 'PutItem', 'DeleteItem', 'DescribeThing'];
  return Array.from({ length: count }, (_, i) => {
    const service = services[i % services.length] ?? 's3';
    const resource = `arn:aws:${service}:::${i % 3 === 0 ? 'home/ann' : `app-${i % 9}`}/key-${i}`;
    const action = `${service}:${verbs[i % verbs.length]}`;
    const principal = `arn:aws:iam::${account}:user/team/ann`;
    const context = {
      'aws:SecureTransport': 'true',
      'aws:RequestedRegion': 'eu-west-1',
      'aws:SourceIp': '192.0.2.1',
    };
    return hasContext ? { principal, action, resource, context } : { principal, action, resource };
  });
}

/** Runs per second of processor time, so that other work on the machine does not count; the second run counts. */
function rate<Item>(items: readonly Item[], run: (item: Item) => unknown): number {
  for (const item of items) run(item);
  return once(items, run);
}

function once<Item>(items: readonly Item[], run: (item: Item) => unknown): number {
  const before = process.cpuUsage();
  for (const item of items) run(item);
  const { user, system } = process.cpuUsage(before);
  return Math.round((items.length * 1e6) / (user + system));
}

function policies(texts: readonly string[]): CompiledPolicies {
  return compilePolicies({
    identity: named(texts),
    boundary: named([
      JSON.stringify({ Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }),
    ])[0],
    serviceControl: [named([JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })])],
  });
}

/** What one principal did: few permissions, on resources that come back and on such that never do. */
function past(count: number, hasContext: boolean): readonly DeciderRequest[] {
  const kinds = [
    ['s3:GetObject', (i: number) => `arn:aws:s3:::app-0/2026/${i}.csv`],
    ['s3:PutObject', (i: number) => `arn:aws:s3:::home/ann/${i % 100}`],
    ['dynamodb:PutItem', (i: number) => `arn:aws:dynamodb:eu-west-1:${account}:table/t-${i % 20}`],
    ['sqs:ListQueues', () => ''],
    ['logs:GetLogEvents', (i: number) => `arn:aws:logs:eu-west-1:${account}:log-group:/app/${i % 50}`],
    ['iam:GetRole', (i: number) => `arn:aws:iam::${account}:role/r-${i % 300}`],
    ['lambda:DeleteFunction', (i: number) => `arn:aws:lambda:eu-west-1:${account}:function:f-${i % 30}`],
  ] as const;
  return Array.from({ length: count }, (_, i) => {
    const [permission, resourceOf] = kinds[i % kinds.length] ?? kinds[0];
    const context = { 'aws:RequestedRegion': 'eu-west-1', 'aws:SourceIp': `192.0.2.${i % 250}` };
    return { permission, resource: resourceOf(i), ...(hasContext ? { context } : {}) };
  });
}

function report(name: string, perSecond: number): void {
  console.log(`${name.padEnd(60)} ${String(perSecond).padStart(10)}/s`);
}

function main(): void {
  const texts = documents();
  const simple = compilePolicies({ identity: named(texts.slice(0, 1)) });
  const whole = policies(texts);
  const bare = requests(200_000, false);
  const full = requests(200_000, true);
  const few = full.slice(0, 2_000);
  const replayed = rate(full, (request) => outcomeOf(request, whole));
  const naive = rate(few, (request) => outcomeOf(request, policies(texts)));
  report(
    'replayed, one policy, no context',
    rate(bare, (request) => outcomeOf(request, simple)),
  );
  report('replayed, nine policies, boundary, organisation, context', replayed);
  report(
    'explained, the same',
    rate(few, (request) => decide(request, whole)),
  );
  report('naive, the same: policies read anew for each request', naive);
  console.log(`replayed against naive: ${(replayed / naive).toFixed(0)} times as fast`);

  for (const hasContext of [false, true]) {
    const decider = awsProposals.compile(texts, `arn:aws:iam::${account}:user/team/ann`);
    const requests = past(400_000, hasContext);
    for (const request of requests.slice(0, 200_000)) decider.decide(request);
    report(
      `one principal’s past by nine policies${hasContext ? ', with context' : ''}`,
      once(requests.slice(200_000), (request) => decider.decide(request)),
    );
  }

  const expander = new ActionExpander(awsCatalogue.permissions());
  const held = named(texts).map((policy) => ({ ...policy, roleId: policy.name, path: [] }));
  const principals = new Array<number>(2_000).fill(0);
  const granted = rate(principals, () => grantedSet({ identity: held }, expander));
  report(`granted sets of nine policies over ${expander.all.size} permissions`, granted);
}

main();
