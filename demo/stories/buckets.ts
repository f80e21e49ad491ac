import { accounts } from '../aws/accounts.ts';
import type { Bucket } from '../aws/resources.ts';
import type { Stage } from '../world.ts';

/** Gives the buckets of the data lake. */
export function lakeBuckets({ aws }: Stage): Readonly<Record<'raw' | 'curated' | 'scratch', Bucket>> {
  const { resources } = aws.estate;
  const kmsKey = resources.kmsKey(accounts.data, 'lake');
  return {
    raw: resources.bucket(accounts.data, 'meridian-datalake-raw', { isRecorded: true }),
    curated: resources.bucket(accounts.data, 'meridian-datalake-curated', { isRecorded: true, kmsKey }),
    scratch: resources.bucket(accounts.data, 'meridian-datalake-scratch', { kmsKey }),
  };
}

/** Gives the bucket of the ledger. */
export function ledgerBucket({ aws }: Stage): Bucket {
  const kmsKey = aws.estate.resources.kmsKey(accounts.prod, 'ledger');
  return aws.estate.resources.bucket(accounts.prod, 'meridian-ledger-prod', { isRecorded: true, kmsKey });
}

/** Gives the bucket through which customs papers are exchanged. */
export function customsBucket({ aws }: Stage): Bucket {
  return aws.estate.resources.bucket(accounts.prod, 'meridian-customs-exchange', { isRecorded: true });
}

/** Gives the bucket of build results; calls on its objects are not recorded. */
export function artifactsBucket({ aws }: Stage): Bucket {
  return aws.estate.resources.bucket(accounts.prod, 'meridian-artifacts');
}
