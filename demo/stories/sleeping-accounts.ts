import { agents } from '../kubernetes/agents.ts';
import { accountId, secretsId } from '../kubernetes/callers.ts';
import type { Rule } from '../kubernetes/holders.ts';
import { on } from '../kubernetes/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';

const rules: readonly Rule[] = [
  { verbs: ['get', 'list', 'create', 'delete'], targets: ['pods', 'jobs.batch'] },
  { verbs: ['get', 'list'], targets: ['secrets'] },
];

/** Tokens in Secrets that outlived their work. */
export const sleepingAccounts: Story = {
  id: 'sleeping-accounts',
  title: 'Tokens in Secrets: one fell silent 81 days ago, one 190 days ago, one was never used, one works on',
  tell: (stage) => {
    sleeper(stage, 'runner-pool', 81);
    sleeper(stage, 'jenkins-agent', 190);
    const { estate } = stage.kubernetes;
    const spare = estate.worker('ci', 'spare-runner', {
      createdAt: Date.parse('2023-11-08T09:00:00Z'),
      owner: people.lenaHoffmann,
      rules,
    });
    estate.secret(spare, { createdAt: Date.parse('2023-11-08T09:05:00Z') });
    stage.kubernetes.label(secretsId(spare), 'never-used');
    sleeper(stage, 'build-cache', 0);
  },
};

function sleeper(stage: Stage, name: string, silentDays: number): void {
  const { estate } = stage.kubernetes;
  const stopsAt = stage.daysAgo(silentDays);
  const account = estate.worker('ci', name, {
    createdAt: Date.parse('2023-04-17T09:00:00Z'),
    owner: people.tomaszWilk,
    rules,
  });
  const secret = estate.secret(account, {
    createdAt: Date.parse('2023-04-17T09:05:00Z'),
    ...(stopsAt < stage.window.from && { lastUsedAt: stopsAt }),
  });
  const origin = atPlace(places.ciRunners, agents.python, stage.random.split(name));
  stage.everyHour(name, ({ hour, kubernetes }) => {
    if (hour >= stopsAt || (hour / HOUR) % 8 !== 0) return;
    kubernetes({ kind: 'secret', secret }, origin)
      .run(on('list', 'jobs.batch', 'ci'))
      .run(on('create', 'jobs.batch', 'ci', 'build'), 201)
      .run(on('get', 'jobs.batch', 'ci', 'build'));
  });
  const id = secretsId(account);
  if (silentDays > 0) stage.kubernetes.label(id, 'dormant');
  stage.kubernetes.expect(id, 'delete pods', 'unused', 'it never deleted one, and requests are recorded');
  if (silentDays === 0)
    stage.kubernetes.expect(id, 'create jobs.batch', 'used', 'it builds three times a day');
  if (silentDays > 0) stage.kubernetes.label(accountId(account), 'sleeping');
}
