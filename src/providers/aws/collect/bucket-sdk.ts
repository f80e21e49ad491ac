import { ScopelightError } from '../../../model/error.ts';

/** As much of AWS’s SDK as files of a trail take: read-only requests to S3. */
export interface BucketSdk {
  /** The folders that hold days, `AWSLogs/ACCOUNT/CloudTrail/REGION/`, below a prefix; in order. */
  regionFolders(bucket: string, prefix: string): Promise<readonly string[]>;
  /** A page of the objects of a folder whose keys come after one. */
  objectsAfter(
    bucket: string,
    prefix: string,
    after: string,
  ): Promise<{
    readonly objects: readonly { readonly key: string; readonly etag: string }[];
    readonly isTruncated: boolean;
  }>;
  object(bucket: string, key: string): Promise<AsyncIterable<Uint8Array>>;
}

const patience = { retryMode: 'adaptive', maxAttempts: 10 } as const;

/**
 * Loads the part of the SDK that reads buckets.
 * @throws {ScopelightError} `usage.invalid` when it is not installed
 */
export async function loadBucketSdk(region: string): Promise<BucketSdk> {
  const s3 = await import('@aws-sdk/client-s3').catch(notInstalled);
  // Where a bucket lies is not told by its name.
  const client = new s3.S3Client({ ...patience, region, followRegionRedirects: true });
  const folders = new Map<string, Promise<readonly string[]>>();

  /** What lies directly below a folder, as folders. */
  async function foldersBelow(bucket: string, prefix: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (let token: string | undefined; ; ) {
      const answer = await client.send(
        new s3.ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter: '/',
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      found.push(...(answer.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []));
      token = answer.NextContinuationToken;
      if (token === undefined) return found;
    }
  }

  async function regionsOf(bucket: string, prefix: string): Promise<readonly string[]> {
    const below = async (parents: readonly string[], rest = ''): Promise<readonly string[]> =>
      (await Promise.all(parents.map((parent) => foldersBelow(bucket, `${parent}${rest}`)))).flat();
    const first = await foldersBelow(bucket, `${prefix}AWSLogs/`);
    // The trail of an organisation has a folder of its own over those of the accounts.
    const organisations = first.filter((folder) => /\/o-[a-z0-9]+\/$/.test(folder));
    const accounts = [...first, ...(await below(organisations))].filter((folder) =>
      /\/\d{12}\/$/.test(folder),
    );
    return [...(await below(accounts, 'CloudTrail/'))].sort();
  }

  return {
    regionFolders(bucket, prefix) {
      const key = `${bucket}/${prefix}`;
      const known = folders.get(key) ?? regionsOf(bucket, prefix);
      // What failed is asked for again.
      known.catch(() => folders.delete(key));
      folders.set(key, known);
      return known;
    },
    async objectsAfter(bucket, prefix, after) {
      const answer = await client.send(
        new s3.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after }),
      );
      return {
        objects: (answer.Contents ?? []).flatMap(({ Key, ETag }) =>
          Key === undefined ? [] : [{ key: Key, etag: ETag ?? '' }],
        ),
        isTruncated: answer.IsTruncated === true,
      };
    },
    async object(bucket, key) {
      const { Body } = await client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: key }));
      if (Body === undefined) throw new Error('an object without content');
      return Body.transformToWebStream();
    },
  };
}

function notInstalled(cause: unknown): never {
  throw new ScopelightError('usage.invalid', 'the part of AWS’s SDK that reads buckets is not installed', {
    cause,
    hint: 'install it: npm install @aws-sdk/client-s3; or leave `AWS_TRAIL_BUCKET` unset to fetch the event history',
  });
}
