import { agents } from '../kubernetes/agents.ts';
import { accountId } from '../kubernetes/callers.ts';
import { on } from '../kubernetes/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { places } from '../organisation/places.ts';
import { dayAndNight, monthEnd } from '../organisation/rhythm.ts';
import type { Stage, Story } from '../world.ts';

/** The part of every service that runs in the cluster. */
export const clusterServices: Story = {
  id: 'cluster-services',
  title:
    'Pods of every service read their settings and may do more; one asks for secrets of others, one works at the end of the month',
  tell: (stage) => {
    services(stage);
    monthClose(stage);
  },
};

function services(stage: Stage): void {
  const { estate } = stage.kubernetes;
  const pace = dayAndNight('Europe/Berlin');
  stage.organisation.services.forEach(({ id, team, owner }, index) => {
    const account = estate.worker(team, id, {
      createdAt: Date.parse('2024-01-15T09:00:00Z') + index * 86_400_000,
      ...(index % 4 === 3 ? { team } : { owner }),
      rules: [
        { verbs: ['get', 'list', 'watch'], targets: ['configmaps', 'endpoints', 'pods'] },
        { verbs: ['get'], targets: ['secrets'], names: [`${id}-database`] },
        { verbs: ['get', 'create', 'delete'], targets: ['jobs.batch'] },
      ],
    });
    const origin = atPlace(places.vpc, agents.java, stage.random.split(id));
    stage.everyHour(id, ({ hour, random, kubernetes }) => {
      if (!random.chance(0.25 * pace(hour) * stage.size.rate)) return;
      const pod = kubernetes({ kind: 'pod', account }, origin)
        .run(on('get', 'configmaps', team, id))
        .run(on('get', 'secrets', team, `${id}-database`));
      if (random.chance(0.1)) pod.run(on('list', 'pods', team));
      if (index === 1) pod.run(on('list', 'secrets', 'payments'), 403);
    });
    const principal = accountId(account);
    stage.kubernetes.expect(principal, 'get configmaps', 'used', 'every pod reads its settings');
    stage.kubernetes.expect(
      principal,
      'delete jobs.batch',
      'unused',
      'jobs would be in the log, and are not',
    );
    stage.kubernetes.expect(
      principal,
      'watch endpoints',
      'unknown',
      'the log leaves out some of these watches',
    );
    if (index === 1)
      stage.kubernetes.expect(
        principal,
        'list secrets',
        'denied',
        'it asks for secrets of another team, in vain',
      );
  });
}

/** Silent for four weeks, and needed on one day. */
function monthClose(stage: Stage): void {
  const account = stage.kubernetes.estate.worker('finance', 'month-close', {
    createdAt: Date.parse('2024-05-06T08:00:00Z'),
    team: 'finance',
    rules: [
      { verbs: ['get', 'list'], targets: ['configmaps'] },
      { verbs: ['get', 'create'], targets: ['jobs.batch'] },
    ],
  });
  const origin = atPlace(places.vpc, agents.python, stage.random.split('close'));
  const due = monthEnd(21);
  stage.everyHour('close', ({ hour, kubernetes }) => {
    if (due(hour) === 0) return;
    const run = kubernetes({ kind: 'pod', account }, origin).run(on('list', 'configmaps', 'finance'));
    for (const part of ['receivables', 'payables', 'accruals'])
      run
        .run(on('create', 'jobs.batch', 'finance', `close-${part}`), 201)
        .run(on('get', 'jobs.batch', 'finance', `close-${part}`));
  });
  const id = accountId(account);
  stage.kubernetes.label(id, 'monthly');
  stage.kubernetes.expect(id, 'create jobs.batch', 'used', 'on the last day of every month');
}
