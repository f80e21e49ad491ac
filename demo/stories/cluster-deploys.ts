import type { RoleSession } from '../aws/callers.ts';
import { plain } from '../aws/operations/platform.ts';
import type { IamRole } from '../aws/principals.ts';
import type { Shell } from '../aws/shell.ts';
import { agents } from '../kubernetes/agents.ts';
import { sessionUser } from '../kubernetes/callers.ts';
import { cluster } from '../kubernetes/cluster.ts';
import { on } from '../kubernetes/request.ts';
import type { Workload } from '../organisation/organisation.ts';
import { atPlace } from '../organisation/origin.ts';
import { places } from '../organisation/places.ts';
import type { Stage, Turn } from '../world.ts';

/** Under which name every run's session goes. */
export const runSession = 'GitHubActions';

/** Lets the deployments of a service into the cluster: under the name that their role's sessions go by there. */
export function admitToCluster(stage: Stage, role: IamRole, { id, team }: Workload): void {
  const { estate } = stage.kubernetes;
  const createdAt = Date.parse('2024-02-19T15:00:00Z');
  const deployer = estate.role(
    `deploy-${id}`,
    {
      createdAt,
      rules: [
        { verbs: ['get', 'patch', 'update', 'watch'], targets: ['deployments.apps'], names: [id] },
        { verbs: ['list'], targets: ['pods', 'replicasets.apps'] },
        { verbs: ['create', 'delete'], targets: ['deployments.apps', 'secrets'] },
      ],
    },
    team,
  );
  const name = sessionUser({ role, sessionName: runSession });
  estate.bind(deployer, [{ kind: 'User', name }]);
  stage.kubernetes.expect(name, 'patch deployments.apps', 'used', 'every deployment rolls the workload');
}

/** Rolls a service's workload in the cluster over, as the role that the run has taken. */
export function rollInCluster(turn: Turn, shell: Shell, session: RoleSession, { id, team }: Workload): void {
  shell.run(plain('eks', 'DescribeCluster', { name: cluster.name }));
  const origin = atPlace(places.ciRunners, agents.kubectlOfWorkflows, turn.random);
  const kubectl = turn
    .kubernetes({ kind: 'aws', session }, origin, { at: shell.at })
    .run(on('get', 'deployments.apps', team, id))
    .run(on('patch', 'deployments.apps', team, id))
    .run(on('list', 'replicasets.apps', team))
    .run(on('watch', 'deployments.apps', team, id));
  shell.wait(kubectl.at - shell.at + 20_000);
}
