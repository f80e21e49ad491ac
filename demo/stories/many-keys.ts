import { accounts } from '../aws/accounts.ts';
import { createAccessKey, createUser } from '../aws/operations/iam.ts';
import { allow, document } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';
import { permissionSetRole, staffShell } from './permission-sets.ts';

const account = accounts.data;

/** Keys by the dozen. */
export const manyKeys: Story = {
  id: 'many-keys',
  title: 'The helpdesk makes sixteen keys in a quarter of an hour; on another day it makes four',
  tell: (stage) => {
    issueKeys(stage, { count: 16, days: 21.4, name: 'courier' });
    issueKeys(stage, { count: 4, days: 30.4, name: 'weighbridge' });
    stage.aws.label(permissionSetRole(stage, account, 'Support').arn, 'token-flood');
  },
};

interface Issue {
  readonly count: number;
  readonly days: number;
  readonly name: string;
}

/** Makes users with a key each, one after the other. */
function issueKeys(stage: Stage, { count, days, name }: Issue): void {
  const at = stage.daysAgo(days);
  const bots = Array.from({ length: count }, (_, index) =>
    createBot(stage, `svc-${name}-${String(index + 1).padStart(2, '0')}`, {
      account,
      createdAt: at,
      owner: people.graceKim,
      inline: { drop: document(allow(['s3:PutObject'], 'arn:aws:s3:::meridian-datalake-raw/*')) },
    }),
  );
  stage.once(name, at, (turn) => {
    const shell = staffShell(stage, turn, people.ralfBrandt, account, 'Support');
    for (const { user, key } of bots)
      shell.run(createUser(user, shell.at)).run(createAccessKey(key, shell.at));
  });
  for (const { key } of bots) stage.aws.label(key.id, 'young-grant');
}
