/** Where a type of resource keeps a policy of a thing: the kind of thing, what names it, and the document. */
export interface ResourcePolicyType {
  readonly kind: string;
  /** What names the thing; without one the resource is the thing itself. */
  readonly of?: string;
  readonly document: string;
}

/** Types of Terraform. https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const terraformResourceTypes: Readonly<Record<string, ResourcePolicyType>> = {
  aws_s3_bucket_policy: { kind: 'bucket', of: 'bucket', document: 'policy' },
  aws_s3_access_point: { kind: 'access point', document: 'policy' },
  aws_s3control_access_point_policy: { kind: 'access point', of: 'access_point_arn', document: 'policy' },
  aws_sqs_queue: { kind: 'queue', document: 'policy' },
  aws_sqs_queue_policy: { kind: 'queue', of: 'queue_url', document: 'policy' },
  aws_sns_topic: { kind: 'topic', document: 'policy' },
  aws_sns_topic_policy: { kind: 'topic', of: 'arn', document: 'policy' },
  aws_kms_key: { kind: 'key', document: 'policy' },
  aws_kms_key_policy: { kind: 'key', of: 'key_id', document: 'policy' },
  aws_secretsmanager_secret: { kind: 'secret', document: 'policy' },
  aws_secretsmanager_secret_policy: { kind: 'secret', of: 'secret_arn', document: 'policy' },
  aws_ecr_repository_policy: { kind: 'image repository', of: 'repository', document: 'policy' },
  aws_ecr_registry_policy: { kind: 'image registry', document: 'policy' },
  aws_dynamodb_resource_policy: { kind: 'table', of: 'resource_arn', document: 'policy' },
  aws_kinesis_resource_policy: { kind: 'stream', of: 'resource_arn', document: 'policy' },
  aws_efs_file_system_policy: { kind: 'file system', of: 'file_system_id', document: 'policy' },
  aws_opensearch_domain: { kind: 'search domain', document: 'access_policies' },
  aws_opensearch_domain_policy: { kind: 'search domain', of: 'domain_name', document: 'access_policies' },
  aws_elasticsearch_domain_policy: { kind: 'search domain', of: 'domain_name', document: 'access_policies' },
  aws_backup_vault_policy: { kind: 'backup vault', of: 'backup_vault_name', document: 'policy' },
  aws_cloudwatch_event_bus_policy: { kind: 'event bus', of: 'event_bus_name', document: 'policy' },
  aws_cloudwatch_log_resource_policy: { kind: 'logs', document: 'policy_document' },
  aws_api_gateway_rest_api: { kind: 'API', document: 'policy' },
  aws_api_gateway_rest_api_policy: { kind: 'API', of: 'rest_api_id', document: 'policy' },
  aws_glue_resource_policy: { kind: 'data catalogue', document: 'policy' },
  aws_codeartifact_domain_permissions_policy: {
    kind: 'artifact domain',
    of: 'domain',
    document: 'policy_document',
  },
  aws_codeartifact_repository_permissions_policy: {
    kind: 'artifact repository',
    of: 'repository',
    document: 'policy_document',
  },
  aws_sesv2_email_identity_policy: { kind: 'sender', of: 'email_identity', document: 'policy' },
};

/** Types of CloudFormation. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
export const cloudFormationResourceTypes: Readonly<Record<string, ResourcePolicyType>> = {
  'AWS::S3::BucketPolicy': { kind: 'bucket', of: 'Bucket', document: 'PolicyDocument' },
  'AWS::S3::AccessPoint': { kind: 'access point', document: 'Policy' },
  'AWS::SQS::QueuePolicy': { kind: 'queue', of: 'Queues', document: 'PolicyDocument' },
  'AWS::SNS::TopicPolicy': { kind: 'topic', of: 'Topics', document: 'PolicyDocument' },
  'AWS::KMS::Key': { kind: 'key', document: 'KeyPolicy' },
  'AWS::SecretsManager::ResourcePolicy': { kind: 'secret', of: 'SecretId', document: 'ResourcePolicy' },
  'AWS::ECR::Repository': { kind: 'image repository', document: 'RepositoryPolicyText' },
  'AWS::ECR::RegistryPolicy': { kind: 'image registry', document: 'PolicyText' },
  'AWS::DynamoDB::Table': { kind: 'table', document: 'ResourcePolicy.PolicyDocument' },
  'AWS::Kinesis::ResourcePolicy': { kind: 'stream', of: 'ResourceArn', document: 'ResourcePolicy' },
  'AWS::EFS::FileSystem': { kind: 'file system', document: 'FileSystemPolicy' },
  'AWS::OpenSearchService::Domain': { kind: 'search domain', document: 'AccessPolicies' },
  'AWS::Backup::BackupVault': { kind: 'backup vault', document: 'AccessPolicy' },
  'AWS::Events::EventBus': { kind: 'event bus', document: 'Policy' },
  'AWS::Events::EventBusPolicy': { kind: 'event bus', of: 'EventBusName', document: 'Statement' },
  'AWS::Logs::ResourcePolicy': { kind: 'logs', document: 'PolicyDocument' },
  'AWS::ApiGateway::RestApi': { kind: 'API', document: 'Policy' },
  'AWS::CodeArtifact::Domain': { kind: 'artifact domain', document: 'PermissionsPolicyDocument' },
  'AWS::CodeArtifact::Repository': { kind: 'artifact repository', document: 'PermissionsPolicyDocument' },
};
