import { accounts } from '../aws/accounts.ts';
import type { FederatedUser } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { getObject } from '../aws/operations/s3.ts';
import { getFederationToken } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

const account = accounts.prod;

/** An old portal that lends its rights to the visitors it signs in. */
export const federatedUser: Story = {
  id: 'federated-user',
  title: 'An old customer portal mints federated sessions from its own key',
  tell: (stage) => {
    const bucket = stage.aws.estate.resources.bucket(account, 'meridian-portal-documents', {
      isRecorded: true,
    });
    const { user, caller } = createBot(stage, 'portal-broker', {
      account,
      createdAt: '2020-01-21T10:00:00Z',
      owner: people.owenClarke,
      inline: {
        lend: document(allow('sts:GetFederationToken'), allow('s3:*', [bucket.arn, `${bucket.arn}/*`])),
      },
    });
    const pace = officeHours('America/New_York');
    const origin = fromPlace(places.virginiaCloud, agents.oldBoto, stage.random.split('origin'));
    stage.everyHour('portal', (turn) => {
      const { random, hour } = turn;
      for (let visits = random.poisson(0.6 * pace(hour)); visits > 0; visits -= 1) {
        const name = `customer-${random.between(100, 160)}`;
        const keyId = uniqueId('ASIA', account, random);
        const minting = turn.shell(caller, origin);
        const startedAt = minting.at;
        minting.mint(getFederationToken(user, name, keyId, startedAt + HOUR, random), user.arn);
        const session: FederatedUser = { kind: 'federated-user', user, name, keyId, startedAt };
        const from = fromPlace(places.americanHomes, agents.browser, random);
        turn.shell(session, from, { at: minting.at }).run(getObject(bucket, `${name}/invoice.pdf`));
      }
    });
  },
};
