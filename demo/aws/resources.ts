import type { Random } from '../random.ts';
import { type Account, homeRegion } from './accounts.ts';

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly account: Account;
  readonly region: string;
  /** Whether the trail records calls on its objects. */
  readonly isRecorded: boolean;
  /** Key that encrypts its objects. */
  readonly kmsKey?: KmsKey;
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly account: Account;
  readonly region: string;
  /** Whether the trail records its invocations. */
  readonly isRecorded: boolean;
}

export interface KmsKey {
  readonly id: string;
  readonly arn: string;
  readonly account: Account;
}

/** Things that calls act on. Asking twice for the same name gives the same thing. */
export class Resources {
  readonly #buckets = new Map<string, Bucket>();
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Creates or finds a bucket; options count when it is created. */
  bucket(
    account: Account,
    name: string,
    options: { region?: string; isRecorded?: boolean; kmsKey?: KmsKey } = {},
  ): Bucket {
    const known = this.#buckets.get(name);
    if (known) return known;
    const { region = homeRegion, isRecorded = false, kmsKey } = options;
    const bucket = {
      name,
      arn: `arn:aws:s3:::${name}`,
      account,
      region,
      isRecorded,
      ...(kmsKey && { kmsKey }),
    };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** Creates or finds a Lambda function. */
  lambda(account: Account, name: string, isRecorded = false, region = homeRegion): LambdaFunction {
    const arn = `arn:aws:lambda:${region}:${account.id}:function:${name}`;
    const known = this.#functions.get(arn);
    if (known) return known;
    const created = { name, arn, account, region, isRecorded };
    this.#functions.set(arn, created);
    return created;
  }

  /** Names an encryption key. */
  kmsKey(account: Account, label: string, region = homeRegion): KmsKey {
    const id = this.#random.split(`kms/${account.id}/${region}/${label}`).uuid();
    return { id, arn: `arn:aws:kms:${region}:${account.id}:key/${id}`, account };
  }

  /** Names an instance, volume, subnet or the like: `i-0123456789abcdef0`. */
  id(prefix: string, label: string): string {
    return `${prefix}-0${this.#random.split(`${prefix}/${label}`).hex(16)}`;
  }

  /** Gives the ARNs whose data calls are recorded, ordered. */
  recordedBuckets(): readonly string[] {
    return [...this.#buckets.values()]
      .filter((bucket) => bucket.isRecorded)
      .map((bucket) => `${bucket.arn}/`)
      .sort();
  }

  /** Gives the functions whose invocations are recorded, ordered. */
  recordedFunctions(): readonly string[] {
    return [...this.#functions.values()]
      .filter((item) => item.isRecorded)
      .map((item) => item.arn)
      .sort();
  }
}
