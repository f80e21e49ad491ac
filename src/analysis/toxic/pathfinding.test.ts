import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findProvider } from '../../providers/register.ts';

const folder = new URL('../../../../shared/samples/reference/pathfinding/', import.meta.url);
const listed = z.object({
  id: z.string(),
  permissions: z.object({ required: z.array(z.object({ permission: z.string() })) }),
});

describe.skipIf(!existsSync(folder))('the public catalogue of ways up in AWS', () => {
  it('is known whole, each way with what it needs', () => {
    const theirs = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => listed.parse(parse(readFileSync(new URL(name, folder), 'utf8'), { uniqueKeys: false })))
      .map(({ id, permissions: { required } }) => [id, required.map(({ permission }) => permission).sort()]);
    expect(theirs.length).toBeGreaterThan(60);
    const ours = new Map(
      findProvider('aws').escalations?.map(({ id, needs }) => [id, needs.toSorted()] as const),
    );
    expect(Object.fromEntries(theirs)).toEqual(
      Object.fromEntries(theirs.map(([id]) => [id, ours.get(String(id)) ?? 'unknown'])),
    );
  });
});
