import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles, readGzipJson, readRecords } from './testing/plain-reader.ts';
import { type WrittenDemo, writeTemporaryDemo } from './testing/with-demo.ts';
import { writeDemo } from './write-demo.ts';

const size = { days: 3, scale: 0.2 };

function fingerprint(directory: string): string {
  const hash = createHash('sha256');
  for (const file of listFiles(directory)) hash.update(file).update(readFileSync(join(directory, file)));
  return hash.digest('hex');
}

describe('writeDemo', () => {
  let demo: WrittenDemo;
  beforeAll(async () => {
    demo = await writeTemporaryDemo({ ...size, seed: 7 });
  });
  afterAll(() => demo.remove());

  it('writes the same bytes for the same seed, and others for another', async () => {
    const same = await writeTemporaryDemo({ ...size, seed: 7 });
    const other = await writeTemporaryDemo({ ...size, seed: 8 });
    expect(fingerprint(same.directory)).toBe(fingerprint(demo.directory));
    expect(fingerprint(other.directory)).not.toBe(fingerprint(demo.directory));
    same.remove();
    other.remove();
  });

  it('replaces an earlier demo without leaving files of it behind', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'scopelight-demo-'));
    await writeDemo({ directory, days: 1, scale: 0.2, seed: 1 });
    await writeDemo({ directory, ...size, seed: 7 });
    expect(fingerprint(directory)).toBe(fingerprint(demo.directory));
    rmSync(directory, { recursive: true });
  });

  it('touches no directory that holds something else', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'scopelight-demo-'));
    writeFileSync(join(directory, 'thesis.txt'), 'mine');
    await expect(writeDemo({ directory, ...size })).rejects.toThrow('holds no earlier demo');
    expect(listFiles(directory)).toEqual(['thesis.txt']);
    rmSync(directory, { recursive: true });
  });

  it.each([{ days: 0 }, { days: 1.5 }, { scale: 0 }, { scale: Number.NaN }])(
    'refuses the size %j',
    async (options) => {
      await expect(writeDemo({ directory: '/nowhere', ...options })).rejects.toThrow(RangeError);
    },
  );

  it('delivers logs where CloudTrail does, with the account, region and day of the path in the name', () => {
    const logs = listFiles(demo.directory).filter((file) => /\/CloudTrail(-Insight)?\//.test(file));
    const files = demo.truth.providers.aws?.files;
    expect(logs.length).toBe((files?.logs ?? 0) + (files?.insights ?? 0));
    for (const file of logs) {
      const match =
        /^aws\/AWSLogs\/(?:o-\w+\/)?(\d{12})\/(CloudTrail(?:-Insight)?)\/([\w-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/(.+)$/.exec(
          file,
        );
      const [, account, folder, region, year, month, day, name] = match ?? [];
      expect(name).toMatch(
        new RegExp(`^${account}_${folder}_${region}_${year}${month}${day}T\\d{4}Z_\\w{16}\\.json\\.gz$`),
      );
    }
  });

  it('lists every file of an hour in a digest, under its real hash', () => {
    const digests = listFiles(demo.directory).filter((file) => file.includes('CloudTrail-Digest'));
    expect(digests.length).toBe(demo.truth.providers.aws?.files.digests);
    let listed = 0;
    for (const digest of digests) {
      const { logFiles } = readGzipJson(join(demo.directory, digest)) as {
        logFiles: readonly { s3Object: string; hashValue: string }[];
      };
      for (const { s3Object, hashValue } of logFiles) {
        const bytes = readFileSync(join(demo.directory, 'aws', s3Object));
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(hashValue);
        listed += 1;
      }
    }
    expect(listed).toBeGreaterThan(0);
  });

  it('keeps every call inside the window', () => {
    const { from, to } = demo.truth.window;
    for (const { eventTime } of readRecords(demo.directory)) {
      expect(eventTime >= from && eventTime < to).toBe(true);
    }
  });

  it('holds no more in memory for four times the days', async () => {
    const longer = await writeTemporaryDemo({ days: 12, scale: 0.2 });
    const shorter = await writeTemporaryDemo(size);
    expect(longer.summary.records).toBeGreaterThan(2 * shorter.summary.records);
    expect(longer.summary.heldBytesMax).toBeLessThan(1.5 * shorter.summary.heldBytesMax);
    longer.remove();
    shorter.remove();
  });
});
