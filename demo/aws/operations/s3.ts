import type { Json, JsonObject } from '../../json.ts';
import { type Operation, operation, type ResourceRef } from '../operation.ts';
import type { Bucket } from '../resources.ts';
import { decryptFor, generateDataKeyFor } from './kms.ts';

/** Reads an object; encrypted ones make S3 decrypt with the caller's rights. */
export function getObject(bucket: Bucket, key: string): Operation {
  return objectCall('GetObject', 's3:GetObject', bucket, key, {}, decrypts(bucket));
}

/** Asks for an object's size and date, for which S3 checks the right to read it. */
export function headObject(bucket: Bucket, key: string): Operation {
  return objectCall('HeadObject', 's3:GetObject', bucket, key);
}

/** Writes an object. */
export function putObject(bucket: Bucket, key: string): Operation {
  return objectCall('PutObject', 's3:PutObject', bucket, key, {}, encrypts(bucket));
}

/** Deletes an object. */
export function deleteObject(bucket: Bucket, key: string): Operation {
  return objectCall('DeleteObject', 's3:DeleteObject', bucket, key);
}

/** Copies an object, which reads one and writes the other. */
export function copyObject(from: Bucket, key: string, to: Bucket): Operation {
  return objectCall('CopyObject', ['s3:GetObject', 's3:PutObject'], to, key, {
    'x-amz-copy-source': `${from.name}/${key}`,
  });
}

/** Begins an upload in parts. */
export function createMultipartUpload(bucket: Bucket, key: string): Operation {
  return objectCall('CreateMultipartUpload', 's3:PutObject', bucket, key, { uploads: '' }, encrypts(bucket));
}

/** Ends an upload in parts. */
export function completeMultipartUpload(bucket: Bucket, key: string): Operation {
  return objectCall('CompleteMultipartUpload', 's3:PutObject', bucket, key, { uploadId: 'VXBsb2FkIElE' });
}

/** Lists the objects of a bucket: a data call, although it names no object. */
export function listObjects(bucket: Bucket, prefix = ''): Operation {
  return operation(
    's3',
    'ListObjects',
    's3:ListBucket',
    { ...where(bucket), 'list-type': '2', prefix, 'encoding-type': 'url' },
    { ...data(bucket), resources: [bucketRef(bucket)] },
  );
}

/** Lists the buckets of an account. */
export function listBuckets(region: string): Operation {
  const host = `s3.${region}.amazonaws.com`;
  return operation('s3', 'ListBuckets', 's3:ListAllMyBuckets', { Host: host }, { host });
}

type BucketRead = keyof typeof bucketReads;

const bucketReads = {
  GetBucketAcl: 's3:GetBucketAcl',
  GetBucketCors: 's3:GetBucketCORS',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetBucketLifecycle: 's3:GetLifecycleConfiguration',
  GetBucketLocation: 's3:GetBucketLocation',
  GetBucketLogging: 's3:GetBucketLogging',
  GetBucketPolicy: 's3:GetBucketPolicy',
  GetBucketPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketReplication: 's3:GetReplicationConfiguration',
  GetBucketTagging: 's3:GetBucketTagging',
  GetBucketVersioning: 's3:GetBucketVersioning',
} as const;

/** Reads one of a bucket's settings. */
export function readBucket(name: BucketRead, bucket: Bucket): Operation {
  const subresource = name.replace('GetBucket', '').toLowerCase();
  return bucketCall(name, bucketReads[name], bucket, { [subresource]: '' });
}

/** Gives all settings of a bucket that a scanner reads. */
export function readAllOf(bucket: Bucket): readonly Operation[] {
  return bucketReadNames.map((name) => readBucket(name, bucket));
}

const bucketReadNames: readonly BucketRead[] = [
  'GetBucketLocation',
  'GetBucketAcl',
  'GetBucketPolicy',
  'GetBucketEncryption',
  'GetBucketLogging',
  'GetBucketVersioning',
  'GetBucketTagging',
  'GetBucketPublicAccessBlock',
  'GetBucketLifecycle',
  'GetBucketReplication',
];

/** Replaces a bucket's policy. */
export function putBucketPolicy(bucket: Bucket, policy: Json): Operation {
  return bucketCall('PutBucketPolicy', 's3:PutBucketPolicy', bucket, { bucketPolicy: policy, policy: '' });
}

/** Replaces a bucket's life-cycle rules. */
export function putBucketLifecycle(bucket: Bucket, days: number): Operation {
  return bucketCall('PutBucketLifecycle', 's3:PutLifecycleConfiguration', bucket, {
    LifecycleConfiguration: {
      Rule: { ID: 'expire', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: days } },
    },
    lifecycle: '',
  });
}

function bucketCall(name: string, permission: string, bucket: Bucket, extra: JsonObject): Operation {
  return operation(
    's3',
    name,
    permission,
    { ...where(bucket), ...extra },
    { host: hostOf(bucket), resources: [bucketRef(bucket)] },
  );
}

function objectCall(
  name: string,
  permissions: string | readonly string[],
  bucket: Bucket,
  key: string,
  extra: JsonObject = {},
  forwards: readonly Operation[] = [],
): Operation {
  return operation(
    's3',
    name,
    permissions,
    { ...where(bucket), key, ...extra },
    {
      ...data(bucket),
      forwards,
      resources: [
        { arn: `${bucket.arn}/${key}`, type: 'AWS::S3::Object', accountId: bucket.account.id },
        bucketRef(bucket),
      ],
    },
  );
}

function data(bucket: Bucket): Pick<Operation, 'dataKind' | 'isRecorded' | 'host'> {
  return { dataKind: 'AWS::S3::Object', isRecorded: bucket.isRecorded, host: hostOf(bucket) };
}

function where(bucket: Bucket): JsonObject {
  return { bucketName: bucket.name, Host: hostOf(bucket) };
}

function hostOf(bucket: Bucket): string {
  return `${bucket.name}.s3.${bucket.region}.amazonaws.com`;
}

function bucketRef(bucket: Bucket): ResourceRef {
  return { arn: bucket.arn, type: 'AWS::S3::Bucket', accountId: bucket.account.id };
}

function decrypts({ kmsKey, arn }: Bucket): readonly Operation[] {
  return kmsKey === undefined ? [] : [decryptFor(kmsKey, { 'aws:s3:arn': arn })];
}

function encrypts({ kmsKey, arn }: Bucket): readonly Operation[] {
  return kmsKey === undefined ? [] : [generateDataKeyFor(kmsKey, { 'aws:s3:arn': arn })];
}
