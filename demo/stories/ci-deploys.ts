import { accounts, homeRegion } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import type { Operation } from '../aws/operation.ts';
import {
  ecr,
  ecs,
  getAuthorizationToken,
  getFunction,
  registerTaskDefinition,
  updateFunctionCode,
  updateService,
} from '../aws/operations/compute.ts';
import { assumeRoleWithWebIdentity, getCallerIdentity } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { failedAfterCheck } from '../aws/outcomes.ts';
import { allow, document, type PolicyDocument, trustFederated, trustServices } from '../aws/policies.ts';
import type { IamRole } from '../aws/principals.ts';
import type { Shell } from '../aws/shell.ts';
import { createDeployment, createDeploymentStatus } from '../github/operations.ts';
import type { Workload } from '../organisation/organisation.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE } from '../time.ts';
import type { Stage, Story, Turn } from '../world.ts';
import { admitToCluster, rollInCluster, runSession } from './cluster-deploys.ts';
import { ownerTags } from './owner-tags.ts';
import { serviceRepository } from './repositories.ts';
import { startRun } from './workflow-run.ts';

const account = accounts.prod;
const registry = `${account.id}.dkr.ecr.${homeRegion}.amazonaws.com`;
const oidcProvider = `arn:aws:iam::${account.id}:oidc-provider/token.actions.githubusercontent.com`;
const audience = 'sts.amazonaws.com';

/** GitHub Actions deploys services with short-lived sessions, in bursts on working days. */
export const ciDeploys: Story = {
  id: 'ci-deploys',
  title: 'Every service is deployed from GitHub through a role of its own, a few times a week',
  tell: (stage) => {
    stage.aws.estate.role(account, 'ecs-execution', {
      createdAt: Date.parse('2023-05-11T09:00:00Z'),
      trust: trustServices('ecs-tasks.amazonaws.com'),
      attached: [awsManaged.ecsExecution],
      tags: ownerTags(people.joyOkafor),
    });
    const pace = officeHours('Europe/Berlin');
    stage.organisation.services.forEach((service, index) => {
      const role = deployRole(stage, `ci-deploy-${service.id}`, service, Date.parse('2024-02-19T14:00:00Z'));
      if (isInCluster(index)) admitToCluster(stage, role, service);
      stage.everyHour(service.id, (turn) => {
        if (turn.random.chance(0.06 * pace(turn.hour) * stage.size.rate))
          deploy(stage, turn, role, service, index);
      });
    });
  },
};

/** Creates a role that GitHub Actions may take for one repository. */
export function deployRole(stage: Stage, name: string, service: Workload, createdAt: number): IamRole {
  const role = stage.aws.estate.role(account, name, {
    createdAt,
    trust: trustFederated(oidcProvider, 'sts:AssumeRoleWithWebIdentity', {
      StringEquals: { 'token.actions.githubusercontent.com:aud': audience },
      StringLike: { 'token.actions.githubusercontent.com:sub': `repo:meridian-freight/${service.id}:*` },
    }),
    inline: { deploy: deployPolicy },
    tags: ownerTags(people.joyOkafor),
    maxSessionSeconds: 3600,
  });
  stage.aws.label(role.arn, 'can-escalate');
  return role;
}

/** Whether a part of a service runs in the cluster, by its place among services. */
function isInCluster(index: number): boolean {
  return index % 2 === 1;
}

const deployPolicy: PolicyDocument = document(
  allow(['ecr:*', 'ecs:*', 'lambda:*', 'logs:*', 'cloudformation:*']),
  allow(
    ['s3:PutObject', 's3:GetObject', 's3:ListBucket'],
    ['arn:aws:s3:::meridian-artifacts', 'arn:aws:s3:::meridian-artifacts/*'],
  ),
  allow(['eks:DescribeCluster', 'iam:PassRole']),
);

/** Makes the calls of one deployment, from the run on GitHub and the exchange of its token to the rolled-over service. */
export function deploy(stage: Stage, turn: Turn, role: IamRole, service: Workload, index: number): void {
  const { random } = turn;
  const repository = serviceRepository(stage, service);
  const { shell, caller } = takeRole(turn, role, service);
  const own = random.split('run');
  const run = startRun(stage, turn, repository, {
    by: service.owner,
    at: shell.at - 2 * MINUTE,
    random: own,
  });
  run.token.run(createDeployment(repository), 201);
  shell.run(getCallerIdentity).run(getAuthorizationToken);
  pushImage(shell, service, random);
  const image = `${registry}/${service.id}:${random.hex(12)}`;
  if (index % 3 === 2) rollFunction(shell, service, image);
  else rollService(shell, service, image);
  if (isInCluster(index)) rollInCluster(turn, shell, caller, service);
  const deployment = own.between(1_000_000_000, 3_000_000_000);
  run.token.wait(shell.at - run.token.at).run(createDeploymentStatus(repository, deployment), 201);
  run.finish(run.token.at);
}

interface Taken {
  readonly shell: Shell;
  readonly caller: RoleSession;
}

function takeRole(turn: Turn, role: IamRole, service: Workload): Taken {
  const { random } = turn;
  const subject = `repo:meridian-freight/${service.id}:ref:refs/heads/main`;
  const identity = { provider: oidcProvider, audience, subject };
  const origin = fromPlace(places.ciRunners, agents.actions, random);
  const keyId = uniqueId('ASIA', account, random);
  const sessionName = runSession;
  const login = turn.shell({ kind: 'web-identity', ...identity }, origin, { account });
  const startedAt = login.at;
  login.run(assumeRoleWithWebIdentity(role, sessionName, keyId, startedAt + HOUR, identity, random));
  const caller: RoleSession = {
    kind: 'role-session',
    role,
    sessionName,
    keyId,
    startedAt,
    federatedProvider: oidcProvider,
  };
  return { caller, shell: turn.shell(caller, { ...origin, agent: agents.cliLinux }, { at: login.at }) };
}

function pushImage(shell: Shell, service: Workload, random: Random): void {
  for (let layers = random.between(2, 5); layers > 0; layers -= 1) {
    const digest = `sha256:${random.hex(64)}`;
    shell.runAll([
      ecr('BatchCheckLayerAvailability', service.id, { layerDigests: [digest] }),
      write(ecr('InitiateLayerUpload', service.id)),
      write(ecr('UploadLayerPart', service.id, { partFirstByte: 0, partLastByte: random.below(9_000_000) })),
      write(ecr('CompleteLayerUpload', service.id, { layerDigests: [digest] })),
    ]);
  }
  shell.run(write(ecr('PutImage', service.id, { imageTag: random.hex(12) })));
}

function rollFunction(shell: Shell, service: Workload, image: string): void {
  const target = {
    name: service.id,
    arn: `arn:aws:lambda:${homeRegion}:${account.id}:function:${service.id}`,
    account,
    region: homeRegion,
    isRecorded: false,
  };
  shell.run(updateFunctionCode(target, image)).run(getFunction(target)).wait(8_000).run(getFunction(target));
}

function rollService(shell: Shell, service: Workload, image: string): void {
  const cluster = 'meridian-prod';
  const roles = {
    task: `arn:aws:iam::${account.id}:role/svc-${service.id}`,
    execution: `arn:aws:iam::${account.id}:role/ecs-execution`,
  };
  shell
    .run(ecs('DescribeTaskDefinition', { taskDefinition: service.id }))
    .run(registerTaskDefinition(service.id, image, roles));
  const roll = updateService(cluster, service.id, service.id);
  if (shell.random.chance(0.04)) {
    const answer = failedAfterCheck('ServiceNotActiveException', 'Service was not ACTIVE.');
    shell.run(roll, { answer }).wait(30_000);
  }
  shell.run(roll);
  for (let polls = shell.random.between(3, 8); polls > 0; polls -= 1) {
    shell.wait(15_000).run(ecs('DescribeServices', { cluster, services: [service.id] }));
  }
}

/** The registry's verbs do not read like writes to the trail's naming habit. */
function write(call: Operation): Operation {
  return { ...call, isReadOnly: false };
}
