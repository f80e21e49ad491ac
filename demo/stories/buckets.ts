import { accounts } from '../aws/accounts.ts';
import type { Bucket } from '../aws/resources.ts';
import type { Stage } from '../world.ts';

/** Gives the buckets of the data lake. */
export function lakeBuckets({ estate }: Stage): Readonly<Record<'raw' | 'curated' | 'scratch', Bucket>> {
  const { resources } = estate;
  const kmsKey = resources.kmsKey(accounts.data, 'lake');
  return {
    raw: resources.bucket(accounts.data, 'meridian-datalake-raw', { isRecorded: true }),
    curated: resources.bucket(accounts.data, 'meridian-datalake-curated', { isRecorded: true, kmsKey }),
    scratch: resources.bucket(accounts.data, 'meridian-datalake-scratch', { kmsKey }),
  };
}

/** Gives the bucket of the ledger. */
export function ledgerBucket({ estate }: Stage): Bucket {
  const kmsKey = estate.resources.kmsKey(accounts.prod, 'ledger');
  return estate.resources.bucket(accounts.prod, 'meridian-ledger-prod', { isRecorded: true, kmsKey });
}

/** Gives the bucket through which customs papers are exchanged. */
export function customsBucket({ estate }: Stage): Bucket {
  return estate.resources.bucket(accounts.prod, 'meridian-customs-exchange', { isRecorded: true });
}

/** Gives the bucket of build results; calls on its objects are not recorded. */
export function artifactsBucket({ estate }: Stage): Bucket {
  return estate.resources.bucket(accounts.prod, 'meridian-artifacts');
}
