import { allow, document, named, type PolicyDocument } from './policies.ts';

/** A policy that AWS maintains. */
export interface AwsManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  readonly versionId: string;
  readonly document: PolicyDocument;
}

/** The policies of AWS that the organisation attaches. */
export const awsManaged = {
  administrator: managed('AdministratorAccess', '2015-02-06', 'v1', document(allow('*'))),
  powerUser: managed('PowerUserAccess', '2015-02-06', 'v5', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow([
        'account:GetAccountInformation',
        'account:GetPrimaryEmail',
        'account:ListRegions',
        'iam:CreateServiceLinkedRole',
        'iam:DeleteServiceLinkedRole',
        'iam:ListRoles',
        'organizations:DescribeOrganization',
      ]),
    ],
  }),
  s3Full: managed('AmazonS3FullAccess', '2015-02-06', 'v2', document(allow(['s3:*', 's3-object-lambda:*']))),
  s3Read: managed(
    'AmazonS3ReadOnlyAccess',
    '2015-02-06',
    'v3',
    document(
      allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*']),
    ),
  ),
  sqsFull: managed('AmazonSQSFullAccess', '2015-02-06', 'v1', document(allow('sqs:*'))),
  iamRead: managed(
    'IAMReadOnlyAccess',
    '2015-02-06',
    'v5',
    document(
      allow([
        'iam:GenerateCredentialReport',
        'iam:GenerateServiceLastAccessedDetails',
        'iam:Get*',
        'iam:List*',
        'iam:SimulateCustomPolicy',
        'iam:SimulatePrincipalPolicy',
      ]),
    ),
  ),
  ssmCore: managed(
    'AmazonSSMManagedInstanceCore',
    '2019-03-15',
    'v2',
    document(
      allow([
        'ssm:DescribeAssociation',
        'ssm:GetDeployablePatchSnapshotForInstance',
        'ssm:GetDocument',
        'ssm:DescribeDocument',
        'ssm:GetManifest',
        'ssm:GetParameter',
        'ssm:GetParameters',
        'ssm:ListAssociations',
        'ssm:ListInstanceAssociations',
        'ssm:PutInventory',
        'ssm:PutComplianceItems',
        'ssm:PutConfigurePackageResult',
        'ssm:UpdateAssociationStatus',
        'ssm:UpdateInstanceAssociationStatus',
        'ssm:UpdateInstanceInformation',
      ]),
      allow([
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ]),
      allow([
        'ec2messages:AcknowledgeMessage',
        'ec2messages:DeleteMessage',
        'ec2messages:FailMessage',
        'ec2messages:GetEndpoint',
        'ec2messages:GetMessages',
        'ec2messages:SendReply',
      ]),
    ),
  ),
  lambdaBasic: managed(
    'service-role/AWSLambdaBasicExecutionRole',
    '2015-04-09',
    'v1',
    document(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'])),
  ),
  ecsExecution: managed(
    'service-role/AmazonECSTaskExecutionRolePolicy',
    '2017-11-16',
    'v1',
    document(
      allow([
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ]),
    ),
  ),
  changePassword: managed(
    'IAMUserChangePassword',
    '2016-11-15',
    'v2',
    document(
      allow('iam:ChangePassword', [
        `arn:aws:iam::*:user/\${aws:username}`,
        `arn:aws:iam::*:user/*/\${aws:username}`,
      ]),
      named('PasswordRules', allow('iam:GetAccountPasswordPolicy')),
    ),
  ),
} as const;

function managed(path: string, created: string, versionId: string, policy: PolicyDocument): AwsManagedPolicy {
  return {
    arn: `arn:aws:iam::aws:policy/${path}`,
    name: path.slice(path.lastIndexOf('/') + 1),
    createdAt: Date.parse(`${created}T18:40:00Z`),
    versionId,
    document: policy,
  };
}
