import { accounts, homeRegion } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import type { Operation } from '../aws/operation.ts';
import { invoke } from '../aws/operations/compute.ts';
import {
  getParametersByPath,
  getSecretValue,
  item,
  message,
  plain,
  updateInstanceInformation,
} from '../aws/operations/platform.ts';
import { getObject, putObject } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { failedAfterCheck, throttled } from '../aws/outcomes.ts';
import { allow, document, type PolicyDocument, trustServices } from '../aws/policies.ts';
import type { IamRole } from '../aws/principals.ts';
import type { Bucket } from '../aws/resources.ts';
import type { Workload } from '../organisation/organisation.ts';
import { places } from '../organisation/places.ts';
import { dayAndNight } from '../organisation/rhythm.ts';
import type { Stage, Story, Turn } from '../world.ts';
import { type Machine, machineSession } from './machine-session.ts';
import { ownerTags } from './owner-tags.ts';

const account = accounts.prod;
const callsPerHour = 1.8;

/** What customers use, on instances, in containers and as functions. */
export const webServices: Story = {
  id: 'web-services',
  title: 'Services run day and night, read their settings and secrets, and leave most of their rights unused',
  tell: (stage) => {
    const pace = dayAndNight('Europe/Berlin');
    stage.organisation.services.forEach((service, index) => {
      const host = hosts[index % hosts.length] ?? onInstances;
      const { role, bucket } = identity(stage, service, index);
      const calls = habits(stage, service, bucket);
      stage.everyHour(service.id, (turn) => {
        const caller = host(stage, turn, role, service);
        const origin = fromPlace(
          places.vpc,
          host === onFunction ? agents.node : agents.java,
          stage.random.split(service.id),
        );
        const shell = turn.shell(caller, origin, { minute: 1, pauseMs: [20_000, 400_000] });
        for (
          let count = turn.random.poisson(callsPerHour * pace(turn.hour) * stage.size.rate);
          count > 0;
          count -= 1
        ) {
          const isUnlucky = turn.random.chance(0.01);
          const answer = turn.random.chance(0.5) ? throttled() : notFound;
          shell.run(turn.random.pick(calls)(), isUnlucky ? { answer } : {});
        }
      });
    });
  },
};

const notFound = failedAfterCheck(
  'ResourceNotFoundException',
  "Secrets Manager can't find the specified secret.",
);

type Host = (stage: Stage, turn: Turn, role: IamRole, service: Workload) => RoleSession;

const onInstances: Host = (stage, turn, role, service) => {
  const instanceId = stage.aws.estate.resources.id('i', `${service.id}/${turn.random.below(2)}`);
  const caller = machineSession(stage, turn, {
    ...machine(role, 'ec2.amazonaws.com', instanceId),
    session: { instanceDelivery: '2.0' },
  });
  const address = stage.random.split(instanceId);
  const agent = fromPlace(places.vpc, agents.ssmAgent, address);
  turn.shell(caller, agent).run(updateInstanceInformation(instanceId, agent.address));
  return caller;
};

const onTasks: Host = (stage, turn, role, service) => {
  const day = Math.floor(turn.hour / 86_400_000);
  const task = stage.random.split(`task/${service.id}/${day}`).hex(32);
  return machineSession(stage, turn, machine(role, 'ecs-tasks.amazonaws.com', task));
};

const onFunction: Host = (stage, turn, role, service) => {
  const target = stage.aws.estate.resources.lambda(account, service.id);
  return machineSession(stage, turn, {
    ...machine(role, 'lambda.amazonaws.com', service.id),
    session: { issuedTo: { type: 'AWS::Lambda::Function', arn: target.arn } },
  });
};

const hosts: readonly Host[] = [onInstances, onTasks, onFunction];

function machine(role: IamRole, service: string, sessionName: string): Machine {
  return { role, service, sessionName, region: homeRegion, hoursPerKey: 6 };
}

function identity(stage: Stage, service: Workload, index: number): { role: IamRole; bucket: Bucket } {
  const { resources } = stage.aws.estate;
  const kmsKey = resources.kmsKey(account, 'services');
  const bucket = resources.bucket(account, `meridian-${service.id}-prod`, {
    isRecorded: index === 0,
    kmsKey,
  });
  const isOnInstances = index % hosts.length === 0;
  const role = stage.aws.estate.role(account, `svc-${service.id}`, {
    createdAt: Date.parse('2023-05-11T09:12:00Z') + index * 86_400_000 * 3,
    trust: trustServices(
      isOnInstances
        ? 'ec2.amazonaws.com'
        : index % 3 === 1
          ? 'ecs-tasks.amazonaws.com'
          : 'lambda.amazonaws.com',
    ),
    isInstanceRole: isOnInstances,
    attached: isOnInstances ? [awsManaged.ssmCore] : [awsManaged.lambdaBasic],
    inline: { service: servicePolicy(service, bucket, kmsKey.arn) },
    tags: index % 5 === 4 ? { team: service.team } : ownerTags(service.owner),
  });
  return { role, bucket };
}

function servicePolicy(service: Workload, bucket: Bucket, kmsKeyArn: string): PolicyDocument {
  const arn = (kind: string, name: string) => `arn:aws:${kind}:${homeRegion}:${account.id}:${name}`;
  return document(
    allow('s3:*', [bucket.arn, `${bucket.arn}/*`]),
    allow('dynamodb:*', arn('dynamodb', `table/${service.id}*`)),
    allow(
      ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      arn('sqs', `${service.id}*`),
    ),
    allow(
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      arn('secretsmanager', `secret:${service.id}/*`),
    ),
    allow(['ssm:GetParameter*', 'ssm:DescribeParameters'], arn('ssm', `parameter/${service.id}/*`)),
    allow(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt'], kmsKeyArn),
    allow('lambda:InvokeFunction', arn('lambda', 'function:*')),
    allow(['cloudwatch:PutMetricData', 'sts:GetCallerIdentity', 'events:PutEvents']),
  );
}

function habits(stage: Stage, service: Workload, bucket: Bucket): readonly (() => Operation)[] {
  const draw = stage.random.split(`habits/${service.id}`);
  const kmsKey = bucket.kmsKey;
  const orders = stage.aws.estate.resources.lambda(account, 'order-pricing', true);
  return [
    () => getSecretValue(account, homeRegion, `${service.id}/database`, kmsKey),
    () => getSecretValue(account, homeRegion, `${service.id}/signing`),
    () => getParametersByPath(`/${service.id}/`),
    () => getObject(bucket, `documents/${draw.hex(6)}.pdf`),
    () => putObject(bucket, `documents/${draw.hex(6)}.pdf`),
    () => item('GetItem', account, homeRegion, `${service.id}-state`),
    () => item('PutItem', account, homeRegion, `${service.id}-state`),
    () => message('SendMessage', account, homeRegion, `${service.id}-events`),
    () => invoke(orders),
    () => plain('secretsmanager', 'DescribeSecret', { secretId: `${service.id}/database` }),
  ];
}
