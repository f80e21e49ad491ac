import { accounts } from '../aws/accounts.ts';
import { plain } from '../aws/operations/platform.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document } from '../aws/policies.ts';
import { type Person, people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { DAY } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';

/** People whose keys go on working when they have gone home. */
export const personsJobs: Story = {
  id: 'persons-jobs',
  title: 'An engineer left his key with a job in the cloud; another lets a program run at his desk',
  tell: (stage) => {
    withProgram(stage, people.danielOrtiz, 'machine-on-persons-key');
    withProgram(stage, people.benFischer, 'script-at-desk');
  },
};

/** A person with two keys: one by hand, one for a program. */
function withProgram(stage: Stage, person: Person, label: 'machine-on-persons-key' | 'script-at-desk'): void {
  const { user, caller } = createBot(stage, `${person.id}-dev`, {
    account: accounts.dev,
    createdAt: '2026-01-12T10:00:00Z',
    owner: person,
    inline: { look: document(allow(['dynamodb:ListTables', 'ec2:DescribeInstances', 'sqs:ListQueues'])) },
  });
  const second = stage.aws.estate.key(user, { createdAt: Date.parse('2026-02-02T10:00:00Z') }, 2);
  const pace = officeHours(person.zone);
  stage.everyHour(`${person.id}/hand`, (turn) => {
    if (!turn.random.chance(0.12 * pace(turn.hour))) return;
    const desk = fromPlace(person.office, agents.cli, stage.random.split(Math.floor(turn.hour / DAY)));
    turn
      .shell(caller, desk, { pauseMs: [4_000, 60_000] })
      .run(plain('ec2', 'DescribeInstances'))
      .run(plain('sqs', 'ListQueues'));
  });
  const isJob = label === 'machine-on-persons-key';
  const origin = fromPlace(
    isJob ? places.irelandCloud : person.office,
    agents.boto,
    stage.random.split(`${person.id}/program`),
  );
  stage.everyHour(`${person.id}/program`, ({ hour, random, shell }) => {
    const isOn = isJob ? new Date(hour).getUTCHours() % 6 === 0 : random.chance(0.2 * pace(hour));
    if (isOn) shell({ kind: 'access-key', key: second }, origin).run(plain('dynamodb', 'ListTables'));
  });
  stage.aws.label(second.id, label);
}
