import type { Json, JsonObject } from '../json.ts';

export interface ResourceRef {
  readonly arn: string;
  readonly type: string;
  readonly accountId: string;
}

/** Kinds of call that a trail records only where it is told to. */
export type DataKind =
  | 'AWS::CloudWatch::Metric'
  | 'AWS::DynamoDB::Table'
  | 'AWS::Lambda::Function'
  | 'AWS::S3::Object'
  | 'AWS::SES::EmailIdentity'
  | 'AWS::SQS::Queue';

/** Kinds that the trail records for everything; of the others, it records what is named, or nothing. */
export const fullyRecordedKinds: readonly DataKind[] = ['AWS::CloudWatch::Metric', 'AWS::SES::EmailIdentity'];

/**
 * One thing a caller can ask AWS for. `permissions` says what IAM checks for it; the simulation states that
 * itself, so that it can judge whoever derives permissions from names.
 */
export interface Operation {
  /** `s3` for `s3.amazonaws.com`. */
  readonly service: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly isReadOnly: boolean;
  readonly parameters: Json;
  readonly response?: Json;
  readonly additional?: JsonObject;
  readonly resources?: readonly ResourceRef[];
  /** Set for data calls; `isRecorded` then says whether the trail records this one. */
  readonly dataKind?: DataKind;
  readonly isRecorded?: boolean;
  /** Calls to worldwide services are recorded in one region. */
  readonly isGlobal?: boolean;
  readonly host?: string;
  /** Calls that AWS makes with the caller's own rights to serve this one. */
  readonly forwards?: readonly Operation[];
  readonly eventType?: 'AwsConsoleSignIn' | 'AwsServiceEvent' | 'AwsConsoleAction';
}

type Extras = Partial<Omit<Operation, 'service' | 'name' | 'permissions' | 'parameters'>>;

const readingNames = /^(Get|List|Describe|Head|Lookup|Select|Query|Search|BatchGet|Assume|Decrypt|Generate)/;
const globalServices = new Set(['iam', 'organizations', 'cloudfront', 'route53', 'health']);

/**
 * Describes an operation. Names that begin like a read are reads unless `extras` say otherwise.
 */
export function operation(
  service: string,
  name: string,
  permissions: string | readonly string[],
  parameters: Json = null,
  extras: Extras = {},
): Operation {
  return {
    service,
    name,
    permissions: typeof permissions === 'string' ? [permissions] : permissions,
    isReadOnly: readingNames.test(name),
    parameters,
    isGlobal: globalServices.has(service),
    ...extras,
  };
}
