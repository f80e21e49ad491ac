import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { operation } from '../aws/operation.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { nightly } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

/** One key for two teams: whoever takes it away breaks the other one. */
export const sharedBot: Story = {
  id: 'shared-bot',
  title: 'Two teams use the key of one bot from two places, for different things',
  tell: (stage) => {
    const { user, key, caller } = createBot(stage, 'svc-reporting', {
      account: accounts.data,
      createdAt: '2022-07-18T10:00:00Z',
      owner: people.sofiaRossi,
      attached: [awsManaged.s3Read],
      inline: { report: document(allow(['athena:*', 'glue:Get*', 'sns:*', 'ses:Send*'])) },
    });
    const growth = fromPlace(places.irelandCloud, agents.node, stage.random.split('growth'));
    const data = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('data'));
    stage.everyHour('growth', ({ random, shell }) => {
      if (!random.chance(0.5)) return;
      shell(caller, growth)
        .run(
          operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
            queryString: '***OMITTED***',
            workGroup: 'growth',
          }),
        )
        .run(plain('athena', 'GetQueryResults', { queryExecutionId: random.uuid() }));
    });
    stage.everyHour('data', ({ hour, shell }) => {
      if (nightly(5)(hour) === 0) return;
      const night = shell(caller, data)
        .run(plain('glue', 'GetDatabases'))
        .run(plain('glue', 'GetTables', { databaseName: 'curated' }));
      for (const table of ['shipments', 'lanes'])
        night.run(plain('glue', 'GetPartitions', { databaseName: 'curated', tableName: table }));
    });
    stage.aws.label(key.id, 'shared');
    stage.aws.label(user.arn, 'shared');
  },
};
