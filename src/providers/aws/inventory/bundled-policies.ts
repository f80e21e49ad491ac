import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { packageRoot } from '../../../package-root.ts';
import { lazy } from '../../shared/catalogue/catalogue-file.ts';

/** An AWS-managed policy as it stood when the table was made. */
export interface BundledPolicy {
  readonly arn: string;
  readonly version: string;
  readonly createdAt: number;
  /** When the version was put in force. */
  readonly changedAt: number;
  readonly document: Readonly<Record<string, unknown>>;
}

const epoch = z.iso.datetime().transform((text) => Date.parse(text));
const rowSchema = z.object({
  arn: z.string(),
  version: z.string(),
  created: epoch,
  changed: epoch,
  document: z.record(z.string(), z.unknown()),
});

const lines = lazy(readLines);
const parsed = new Map<string, BundledPolicy | undefined>();

/**
 * Finds an AWS-managed policy by ARN, in any partition: AWS publishes the same names in all of them.
 * Undefined for policies that AWS published after the table was made, or withdrew before.
 */
export function bundledPolicy(arn: string): BundledPolicy | undefined {
  if (parsed.has(arn)) return parsed.get(arn);
  const policy = read(arn);
  if (parsed.size < parsedMax) parsed.set(arn, policy);
  return policy;
}

/** Hostile inventories may name policies without end. */
const parsedMax = 20_000;
const managedArn = /^arn:(aws(?:-[a-z]+)*):iam::aws:policy\/(.+)$/;

function read(arn: string): BundledPolicy | undefined {
  const [, partition, name] = managedArn.exec(arn) ?? [];
  const line = lines().get(`arn:aws:iam::aws:policy/${name}`);
  if (line === undefined || partition === undefined) return undefined;
  const text = partition === 'aws' ? line : line.replaceAll('arn:aws:', `arn:${partition}:`);
  const row = rowSchema.parse(JSON.parse(text));
  const { version, created: createdAt, changed: changedAt, document } = row;
  return { arn, version, createdAt, changedAt, document };
}

/** The table's lines by ARN, unparsed: an inventory uses few of them. */
function readLines(): ReadonlyMap<string, string> {
  const path = join(packageRoot(), 'src/providers/aws/inventory/data/aws-managed-policies.ndjson.gz');
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  const byArn = new Map<string, string>();
  for (const line of text.split('\n')) {
    const arn = /^\{"arn":"([^"]+)"/.exec(line)?.[1];
    if (arn !== undefined) byArn.set(arn, line);
  }
  return byArn;
}
