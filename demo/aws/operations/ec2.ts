import type { Json, JsonObject } from '../../json.ts';
import { type Operation, operation } from '../operation.ts';

/** Lists instances: those named, or all. */
export function describeInstances(instanceIds: readonly string[] = []): Operation {
  return operation('ec2', 'DescribeInstances', 'ec2:DescribeInstances', {
    instancesSet: items(instanceIds.map((instanceId) => ({ instanceId }))),
    filterSet: {},
    ...(instanceIds.length === 0 && { maxResults: 1000 }),
  });
}

/** Lists things of one kind: `describe('Volumes', 'volumeSet')`. */
export function describe(kind: string, set?: string): Operation {
  return operation('ec2', `Describe${kind}`, `ec2:Describe${kind}`, {
    ...(set !== undefined && { [set]: {} }),
    filterSet: {},
  });
}

/** Starts instances from an image, handing them a role where one is named. */
export function runInstances(options: {
  imageId: string;
  instanceId: string;
  instanceType: string;
  subnetId: string;
  groupId: string;
  profileArn?: string;
}): Operation {
  const { imageId, instanceId, instanceType, subnetId, groupId, profileArn } = options;
  return operation(
    'ec2',
    'RunInstances',
    profileArn === undefined ? 'ec2:RunInstances' : ['ec2:RunInstances', 'iam:PassRole'],
    {
      instancesSet: items([{ imageId, minCount: 1, maxCount: 1 }]),
      groupSet: items([{ groupId }]),
      instanceType,
      subnetId,
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      disableApiTermination: false,
      ...(profileArn !== undefined && { iamInstanceProfile: { arn: profileArn } }),
    },
    {
      isReadOnly: false,
      response: {
        instancesSet: items([
          { instanceId, imageId, instanceType, subnetId, instanceState: { code: 0, name: 'pending' } },
        ]),
      },
    },
  );
}

/** Acts on instances by id: `instancesCall('StopInstances', ids)`. */
export function instancesCall(
  name: 'StartInstances' | 'StopInstances' | 'TerminateInstances',
  ids: readonly string[],
): Operation {
  return operation('ec2', name, `ec2:${name}`, {
    instancesSet: items(ids.map((instanceId) => ({ instanceId }))),
  });
}

/** Does anything else in EC2 whose permission has the call's name. */
export function ec2(name: string, parameters: JsonObject): Operation {
  return operation('ec2', name, `ec2:${name}`, parameters);
}

function items(list: readonly Json[]): JsonObject {
  return list.length === 0 ? {} : { items: list };
}
