import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CheckAnswer } from '../../../model/check.ts';
import { actsOnTerminal, print } from '../sample-values.test-support.ts';
import { checkMarkdown } from './check-markdown.ts';
import { checkPage } from './check-page.ts';
import { checkSarif } from './check-sarif.ts';

const finding: CheckAnswer['findings'][number] = {
  rule: 'new-power',
  severity: 'high',
  provider: 'aws',
  subject: 'role ci',
  title: 'gives 1 that change access on everything',
  path: 'iam/a file.tf',
  line: 9,
  where: 'own Statement[0]',
  permissions: ['iam:PassRole'],
  permissionCount: 1,
  resources: ['*'],
  gainers: null,
  gainerCount: null,
  fix: 'name the resources',
};

const answer: CheckAnswer = {
  schema: 'scopelight.check/1',
  base: 'origin/main',
  window: null,
  files: 3,
  changes: [
    {
      provider: 'aws',
      subject: 'role ci',
      path: 'iam/a file.tf',
      line: 2,
      kind: 'holder',
      isNew: false,
      gained: 1,
      widened: 2,
      lost: 4,
      levels: { permissions: 1, write: 0, tag: 0, read: 2, list: 0 },
    },
  ],
  findings: [finding],
  unread: [{ path: 'x.tf', line: 3, reason: 'line 3: a bracket closes nothing', isDamaged: true }],
};

const evil = '\u001b[2J`</code>|\n# x <img src=x onerror=y> [a](javascript:b) @all \u202e';
const hostile: CheckAnswer = {
  ...answer,
  base: evil,
  changes: answer.changes.map((change) => ({ ...change, subject: evil, path: evil })),
  findings: [{ ...finding, subject: evil, title: evil, path: evil, permissions: [evil], fix: evil }],
  unread: [{ path: evil, line: 1, reason: evil, isDamaged: false }],
};

/** The schema of the standard, as the package of its tools ships it. */
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('@microsoft/jest-sarif'));
const text = readFileSync(join(folder, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
// The converter takes a reference for a whole address, which the standard does not.
const schema: unknown = JSON.parse(text.replaceAll('"format": "uri-reference"', '"minLength": 1'));
const sarifShape = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);

describe('checkSarif', () => {
  it.each([
    ['of findings', answer],
    ['of nothing', { ...answer, changes: [], findings: [], unread: [] }],
    ['of hostile names', hostile],
  ])('%s is as the standard has it', (_, each) => {
    const sarif = JSON.parse(JSON.stringify(checkSarif(each, '1.2.3')));
    expect(sarifShape.safeParse(sarif).error?.issues).toBeUndefined();
    expect(sarif.runs[0].results).toHaveLength(each.findings.length);
  });

  it('is refused by the standard when it is wrong', () => {
    const sarif = checkSarif(answer, '1.2.3');
    expect(sarifShape.safeParse({ ...sarif, runs: [{ tool: {} }] }).success).toBe(false);
  });

  it('names the place, and stays the same finding when it moves', () => {
    const [run] = checkSarif(answer, '1.2.3').runs;
    const [moved] = checkSarif({ ...answer, findings: [{ ...finding, line: 50 }] }, '1.2.3').runs;
    expect(run?.results[0]).toMatchObject({
      ruleId: 'new-power',
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'iam/a%20file.tf' }, region: { startLine: 9 } } },
      ],
    });
    expect(moved?.results[0]?.partialFingerprints).toEqual(run?.results[0]?.partialFingerprints);
    expect(run?.invocations[0]?.executionSuccessful).toBe(false);
  });
});

describe('checkMarkdown', () => {
  it('tells who gains what, and where', () => {
    const text = checkMarkdown(answer);
    expect(text).toContain('### Scopelight: 1 holder gains power');
    expect(text).toContain(
      '| <code>role ci</code> | gains 1 permission, has 2 on more or under fewer conditions, loses 4 |',
    );
    expect(text).toContain('<code>iam:PassRole</code>');
  });

  it('lets no name become markup, a row or a mention', () => {
    const text = checkMarkdown(hostile);
    expect(actsOnTerminal(text)).toEqual([]);
    expect(text).not.toMatch(/<(?!\/?code>)/);
    expect(text).not.toMatch(/@|\]\(|`/);
    for (const row of text.split('\n').filter((line) => line.startsWith('|')))
      expect([4, 5, 2]).toContain(row.split('|').length - 2);
  });
});

describe('checkPage', () => {
  it('concludes, and lists what to look at', () => {
    const page = print(checkPage(answer, { width: 120 }));
    expect(page).toContain('1 holder gains power');
    expect(page).toContain('high role ci gives 1 that change access on everything');
    expect(page).toContain('x.tf:3 line 3: a bracket closes nothing');
  });

  it('tells things and guards from those who are given something', () => {
    const [change] = answer.changes;
    const changes = (['holder', 'thing', 'guard'] as const).flatMap((kind) =>
      change ? [{ ...change, kind }] : [],
    );
    const page = print(checkPage({ ...answer, changes }, { width: 160 }));
    expect(page).toContain('1 holder gains power, 1 thing lets others do more, 1 guard lets more through');
    expect(page).toContain('lets others do 1 more');
    expect(page).toContain('lets 3 more through');
  });

  it('says that nothing changes', () => {
    const page = print(checkPage({ ...answer, changes: [], findings: [], unread: [] }, { width: 120 }));
    expect(page).toContain('Nothing in it changes who may do what');
  });

  it('shows hostile names as text', () => {
    expect(actsOnTerminal(print(checkPage(hostile, { width: 120 })))).toEqual([]);
  });
});
