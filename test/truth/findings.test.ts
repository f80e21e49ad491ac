import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accuracyRows, everybodyIn } from '../../bench/support/accuracy-rows.ts';
import { systemIds } from '../../demo/system.ts';
import type { Finding } from '../../src/model/finding.ts';
import { listFindings } from '../../src/services/findings/list-findings.ts';
import { type LoadedDemo, loadDemo } from './load-demo.ts';

const minutes = 60_000;
let loaded: LoadedDemo;
let findings: readonly Finding[];

beforeAll(async () => {
  loaded = await loadDemo({ seed: 4711, scale: 0.05, systems: systemIds });
  ({ findings } = await listFindings(loaded.ctx, { people: loaded.people }));
}, 5 * minutes);
afterAll(() => loaded.remove());

describe('findings on the demo organisation', () => {
  it.each(accuracyRows)(
    'are what the simulation says of itself: $name',
    async ({ name, expected, found }) => {
      const said = found
        ? await found({ loaded, findings })
        : findings.filter(({ rule }) => rule === name).map(({ subject }) => subject);
      expect([...said].sort()).toEqual([...expected(everybodyIn(loaded.truth))].sort());
    },
  );

  it('carry the policy that is enough, with its commands and its proof, where too much is granted', async () => {
    const { id } = findings.find(({ rule }) => rule === 'admin-but-reads') ?? {};
    const [finding] = (await listFindings(loaded.ctx, { id })).findings;
    expect(finding?.fix.commands.join('\n')).toContain('cloudwatch:GetMetricData');
    expect(finding?.fix.rollback.join('\n')).toContain('AdministratorAccess');
    expect(finding?.breaks.join('\n')).toMatch(/none of [\d,]+ past calls/);
  });

  it('are the same in every run', async () => {
    expect((await listFindings(loaded.ctx, { people: loaded.people })).findings).toEqual(findings);
  });
});
