import { accounts, globalRegion } from '../aws/accounts.ts';
import { rootArn, sessionToken } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { operation } from '../aws/operation.ts';
import { iam } from '../aws/operations/iam.ts';
import { consoleLogin } from '../aws/operations/signin.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { people } from '../organisation/people.ts';
import type { Story } from '../world.ts';

/** The user that no policy limits. */
export const rootUse: Story = {
  id: 'root-use',
  title: 'Somebody signed in as root twice',
  tell: (stage) => {
    const account = accounts.sandbox;
    const visits = [72.4, 11.6];
    for (const days of visits) {
      stage.once(`visit/${days}`, stage.daysAgo(days), (turn) => {
        const origin = fromPlace(people.ralfBrandt.home, agents.browser, stage.random.split('home'));
        const door = turn.shell({ kind: 'console-root', account }, origin, { region: globalRegion });
        door.run(consoleLogin('Success', false));
        const keyId = uniqueId('ASIA', account, turn.random);
        turn
          .shell({ kind: 'root', account, keyId, startedAt: door.at }, origin, {
            at: door.at,
            region: globalRegion,
          })
          .run(iam('GetAccountSummary'))
          .run(iam('ListAccessKeys'))
          .run(operation('ce', 'GetCostAndUsage', 'ce:GetCostAndUsage', { granularity: 'MONTHLY' }));
      });
    }
    stage.aws.label(rootArn(account), 'root-used');
    stage.aws.label(sessionToken(rootArn(account)), 'root-used');
  },
};
