import type { JsonObject } from '../../json.ts';
import { type Operation, operation } from '../operation.ts';
import type { LambdaFunction } from '../resources.ts';

/** Calls a function. */
export function invoke(target: LambdaFunction): Operation {
  return operation(
    'lambda',
    'Invoke',
    'lambda:InvokeFunction',
    { functionName: target.arn, invocationType: 'RequestResponse', sourceAccount: target.account.id },
    {
      isReadOnly: false,
      dataKind: 'AWS::Lambda::Function',
      isRecorded: target.isRecorded,
      additional: { functionVersion: `${target.arn}:$LATEST` },
      resources: [{ arn: target.arn, type: 'AWS::Lambda::Function', accountId: target.account.id }],
    },
  );
}

/** Reads what a function is. */
export function getFunction(target: LambdaFunction): Operation {
  return operation('lambda', 'GetFunction20150331v2', 'lambda:GetFunction', { functionName: target.name });
}

/** Replaces the code of a function. */
export function updateFunctionCode(target: LambdaFunction, imageUri: string): Operation {
  return operation(
    'lambda',
    'UpdateFunctionCode20150331v2',
    'lambda:UpdateFunctionCode',
    { functionName: target.name, imageUri, publish: true, dryRun: false },
    { response: { functionName: target.name, functionArn: target.arn, packageType: 'Image', timeout: 30 } },
  );
}

/** Registers a new version of a task, handing it its roles. */
export function registerTaskDefinition(
  family: string,
  image: string,
  roles: { task: string; execution: string },
): Operation {
  return operation('ecs', 'RegisterTaskDefinition', ['ecs:RegisterTaskDefinition', 'iam:PassRole'], {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '512',
    memory: '1024',
    taskRoleArn: roles.task,
    executionRoleArn: roles.execution,
    containerDefinitions: [{ name: family, image, essential: true, portMappings: [{ containerPort: 8080 }] }],
  });
}

/** Rolls a service over to a version of its task. */
export function updateService(cluster: string, service: string, taskDefinition: string): Operation {
  return operation('ecs', 'UpdateService', 'ecs:UpdateService', {
    cluster,
    service,
    taskDefinition,
    desiredCount: 3,
  });
}

/** Does anything else in ECS whose permission has the call's name. */
export function ecs(name: string, parameters: JsonObject): Operation {
  return operation('ecs', name, `ecs:${name}`, parameters);
}

/** Does anything in the image registry whose permission has the call's name. */
export function ecr(name: string, repositoryName: string, parameters: JsonObject = {}): Operation {
  return operation('ecr', name, `ecr:${name}`, { repositoryName, ...parameters });
}

/** Logs in to the image registry. */
export const getAuthorizationToken: Operation = operation(
  'ecr',
  'GetAuthorizationToken',
  'ecr:GetAuthorizationToken',
);
