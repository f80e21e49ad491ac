import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { providers } from '../../register.ts';

const lines = z.array(z.string()).default([]);

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      token: z.strictObject({
        id: z.string(),
        kind: z.string(),
        principalId: z.string(),
        account: z.string().default(''),
      }),
      quarantine: lines,
      rollback: lines,
      revoke: lines,
      /** Part of what the notes must say. */
      note: z.string().default(''),
    }),
  ),
});

for (const { title, id, remedy } of providers()) {
  const file = new URL(`../../${id}/cases/remedy/retire.json`, import.meta.url);
  const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  describe(`${title}: ${topic}`, () => {
    it.each(cases)('$name', ({ token, note, quarantine, rollback, revoke }) => {
      const retirement = remedy.retire(token);
      expect(retirement).toMatchObject({ quarantine, rollback, revoke });
      expect(retirement.notes.join('\n')).toContain(note);
      expect(retirement.notes.length > 0 || retirement.quarantine.length > 0).toBe(true);
    });

    it('undoes every quarantine', () => {
      for (const { token } of cases) {
        const { quarantine, rollback } = remedy.retire(token);
        expect(rollback).toHaveLength(quarantine.length);
      }
    });
  });
}
