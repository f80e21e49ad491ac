import { accounts } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { getObject, listObjects, putObject } from '../aws/operations/s3.ts';
import { assumeRoleWithSaml } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { deniedShortly } from '../aws/outcomes.ts';
import { allow, document, trustFederated } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { customsBucket } from './buckets.ts';
import { ownerTags } from './owner-tags.ts';

const account = accounts.prod;

/** A partner company that comes in through its own sign-in. */
export const samlPartner: Story = {
  id: 'saml-partner',
  title: 'A customs broker comes in with SAML assertions of its own directory',
  tell: (stage) => {
    const provider = `arn:aws:iam::${account.id}:saml-provider/customs-broker`;
    const bucket = customsBucket(stage);
    const role = stage.aws.estate.role(account, 'partner-customs-broker', {
      createdAt: Date.parse('2023-10-09T08:00:00Z'),
      trust: trustFederated(provider, 'sts:AssumeRoleWithSAML', {
        StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
      }),
      inline: {
        exchange: document(
          allow(
            ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
            [bucket.arn, `${bucket.arn}/*`],
          ),
        ),
      },
      tags: ownerTags(people.hannaVogel),
    });
    const pace = officeHours('Europe/Berlin');
    stage.everyHour('broker', (turn) => {
      const { random, hour } = turn;
      if (!random.chance(0.25 * pace(hour))) return;
      const subject = random.pick(['a.berger', 'k.lund', 'm.oduya']);
      const origin = fromPlace(places.germanHomes, agents.boto, stage.random.split(subject));
      const keyId = uniqueId('ASIA', account, random);
      const login = turn.shell({ kind: 'saml', account, provider, subject }, origin);
      const startedAt = login.at;
      login.run(assumeRoleWithSaml(role, subject, keyId, startedAt + HOUR, provider, random));
      const session: RoleSession = { kind: 'role-session', role, sessionName: subject, keyId, startedAt };
      const shell = turn.shell(session, origin, { at: login.at });
      shell.run(listObjects(bucket, 'inbox/')).run(getObject(bucket, `inbox/${random.hex(8)}.xml`));
      if (random.chance(0.1))
        shell.run(getObject(bucket, 'internal/rates.xlsx'), {
          answer: deniedShortly('AccessDenied', 'Access Denied'),
        });
      shell.run(putObject(bucket, `outbox/${random.hex(8)}.xml`));
    });
  },
};
