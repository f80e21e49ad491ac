import type { JsonObject } from '../../json.ts';
import { isoOffset, MINUTE } from '../../time.ts';
import type { Estate } from '../estate.ts';

const services: Readonly<Record<string, string>> = {
  athena: 'Amazon Athena',
  cloudwatch: 'Amazon CloudWatch',
  dynamodb: 'Amazon DynamoDB',
  ec2: 'Amazon EC2',
  ecs: 'Amazon Elastic Container Service',
  glue: 'AWS Glue',
  iam: 'AWS Identity and Access Management',
  kms: 'AWS Key Management Service',
  lambda: 'AWS Lambda',
  logs: 'Amazon CloudWatch Logs',
  rds: 'Amazon RDS',
  s3: 'Amazon S3',
  secretsmanager: 'AWS Secrets Manager',
  sns: 'Amazon SNS',
  sqs: 'Amazon SQS',
  ssm: 'AWS Systems Manager',
  sts: 'AWS Security Token Service',
};

const namespaces: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** Gives what `aws iam get-service-last-accessed-details` prints for a principal. */
export function serviceLastAccessed(estate: Estate, principalArn: string, exportedAt: number): JsonObject {
  const used = new Map(
    [...estate.serviceUses(principalArn)].map(([service, use]) => [namespaces[service] ?? service, use]),
  );
  return {
    JobStatus: 'COMPLETED',
    JobType: 'SERVICE_LEVEL',
    JobCreationDate: isoOffset(exportedAt - MINUTE),
    ServicesLastAccessed: Object.entries(services).map(([namespace, name]) => {
      const use = used.get(namespace);
      return {
        ServiceName: name,
        ServiceNamespace: namespace,
        LastAuthenticated: use && isoOffset(use.at),
        LastAuthenticatedEntity: use && principalArn,
        LastAuthenticatedRegion: use?.region,
        TotalAuthenticatedEntities: use ? 1 : 0,
      };
    }),
    JobCompletionDate: isoOffset(exportedAt),
    IsTruncated: false,
  };
}
