import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ConfigurationFile } from '../../ingest/configuration/read-terraform.ts';
import { providers } from '../../providers/register.ts';

const part = z.record(z.string(), z.unknown());

/** Content by path: a list of texts as its lines, text as it stands, anything else as JSON. */
const files = z.record(z.string(), z.unknown()).transform((content) =>
  Object.entries(content).map(([path, value]): ConfigurationFile => {
    const lines = z.array(z.string()).safeParse(value);
    if (lines.success) return { path, text: lines.data.join('\n') };
    return { path, text: typeof value === 'string' ? value : JSON.stringify(value) };
  }),
);

const checkCase = z.strictObject({
  name: z.string(),
  /** Absent: compared with nothing. */
  before: files.optional(),
  after: files,
  expect: z.strictObject({
    /** All of them in their order; of each the named fields are compared. */
    findings: z.array(part).optional(),
    changes: z.array(part).optional(),
    unread: z.array(part).optional(),
  }),
});

const topic = z.strictObject({ topic: z.string(), source: z.array(z.url()), cases: z.array(checkCase) });

/** The cases of what changes of configuration give, of every provider that has any. */
export function checkCases(): readonly z.infer<typeof topic>[] {
  return providers().flatMap(({ id }) => {
    const folder = new URL(`../../providers/${id}/cases/configuration/`, import.meta.url);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .map((name) => topic.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
  });
}
