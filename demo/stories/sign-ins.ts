import { accounts } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { getObject, listObjects } from '../aws/operations/s3.ts';
import { assumeRoleWithSaml } from '../aws/operations/sts.ts';
import { agents as awsAgents, fromPlace } from '../aws/origin.ts';
import { allow, document, trustFederated } from '../aws/policies.ts';
import type { IamRole } from '../aws/principals.ts';
import type { Bucket } from '../aws/resources.ts';
import { agents } from '../okta/agents.ts';
import { signOn, startSession } from '../okta/operation.ts';
import { localHour } from '../organisation/calendar.ts';
import { atPlace } from '../organisation/origin.ts';
import { type Person, people } from '../organisation/people.ts';
import { HOUR, SECOND } from '../time.ts';
import type { Stage, Story, Turn } from '../world.ts';
import { ledgerBucket } from './buckets.ts';
import { ownerTags } from './owner-tags.ts';

const account = accounts.prod;
const provider = `arn:aws:iam::${account.id}:saml-provider/Okta`;
const clerks: readonly Person[] = [people.annaSchulz, people.peterNolan];

/** How the day begins, for people and for what they go on to. */
export const signIns: Story = {
  id: 'sign-ins',
  title:
    'Everybody signs in at Okta in the morning; clerks go on from there to a role of AWS and read the ledger',
  tell: (stage) => {
    const bucket = ledgerBucket(stage);
    const role = readerRole(stage, bucket);
    for (const person of stage.organisation.staff) {
      if (person.hasLeft) continue;
      const user = stage.okta.estate.person(person);
      const startsAt = 8 + (person.id.length % 2);
      stage.everyHour(person.id, (turn) => {
        const { random, hour } = turn;
        const local = localHour(person.zone, hour);
        const isFree = local.isHoliday || local.weekday === 0 || local.weekday === 6;
        if (isFree || local.hour !== startsAt || random.chance(0.1)) return;
        const place = random.chance(0.3) ? person.home : person.office;
        const origin = atPlace(place, agents.browser, stage.random.split(`${person.id}/${place.id}`));
        const desk = turn.okta({ kind: 'person', user }, origin, { pauseMs: [2 * SECOND, 40 * SECOND] });
        if (random.chance(0.06)) desk.run(startSession, 401);
        desk.run(startSession);
        for (const label of appsOf(person)) desk.run(signOn(stage.okta.estate.signOnApp(label)));
        if (clerks.includes(person)) readLedger(turn, { person, role, bucket, at: desk.at });
      });
    }
    stage.aws.label(role.arn, 'taken-from-directory');
    stage.aws.expect(role.arn, 's3:GetObject', 'used', 'clerks read postings every morning');
  },
};

function appsOf({ team }: Person): readonly string[] {
  switch (team) {
    case 'finance':
      return ['Salesforce', 'AWS finance'];
    case 'growth':
      return ['Salesforce'];
    case 'platform':
      return ['GitHub Enterprise', 'Kubernetes'];
    default:
      return ['GitHub Enterprise'];
  }
}

function readerRole(stage: Stage, bucket: Bucket): IamRole {
  return stage.aws.estate.role(account, 'finance-ledger-reader', {
    createdAt: Date.parse('2023-08-21T08:00:00Z'),
    trust: trustFederated(provider, 'sts:AssumeRoleWithSAML', {
      StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
    }),
    inline: {
      ledger: document(
        allow(['s3:GetObject', 's3:ListBucket', 's3:DeleteObject'], [bucket.arn, `${bucket.arn}/*`]),
        allow('kms:Decrypt', bucket.kmsKey?.arn ?? '*'),
      ),
    },
    tags: ownerTags(people.inesMoreau),
  });
}

interface Reading {
  readonly person: Person;
  readonly role: IamRole;
  readonly bucket: Bucket;
  readonly at: number;
}

function readLedger(turn: Turn, { person, role, bucket, at }: Reading): void {
  const { random } = turn;
  const subject = person.email;
  const origin = fromPlace(person.office, awsAgents.browser, random);
  const keyId = uniqueId('ASIA', account, random);
  const login = turn.shell({ kind: 'saml', account, provider, subject }, origin, { at });
  const startedAt = login.at;
  login.run(assumeRoleWithSaml(role, subject, keyId, startedAt + HOUR, provider, random));
  const session: RoleSession = { kind: 'role-session', role, sessionName: subject, keyId, startedAt };
  turn
    .shell(session, origin, { at: login.at })
    .run(listObjects(bucket, 'postings/'))
    .run(getObject(bucket, `postings/part-${random.below(12)}.csv`));
}
