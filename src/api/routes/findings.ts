import { z } from 'zod';
import { findingListShape, findingShape, isAtLeast, severities } from '../../model/finding.ts';
import { findFinding } from '../../services/findings/find-finding.ts';
import { windowOf as isoWindow } from '../../services/judged-span.ts';
import { cursorAfter, pageQuery, skipOf } from '../cursor.ts';
import { answersOf, filesOf } from '../responses.ts';
import { exportFormats, sendExport } from '../send-export.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Desk, Routes } from './desk.ts';

const tags = ['conclusions'];
const filters = windowQuery.extend({
  rule: z.string().optional().describe('Only findings of this rule'),
  severity: z.enum(severities).optional().describe('Only findings as severe as this, or more'),
  subject: z.string().optional().describe('Only findings about this token, principal or account'),
});
type Filters = z.infer<typeof filters>;

const listShape = findingListShape.extend({
  /** All that the filters leave; by rule and by severity all of the window. */
  total: z.int().nonnegative(),
  rules: z.array(z.object({ rule: z.string(), findings: z.int().nonnegative() })),
  severities: z.array(z.object({ severity: z.enum(severities), findings: z.int().nonnegative() })),
  nextCursor: z.string().nullable(),
});

export const findingRoutes: Routes = (desk) => async (app) => {
  app.get(
    '/v1/findings',
    {
      schema: {
        tags,
        operationId: 'listFindings',
        summary: 'What is wrong and what to do, the worst first',
        querystring: filters.extend(pageQuery.shape),
        response: answersOf(listShape),
      },
    },
    async ({ query }) => {
      const { fleet, found } = await wanted(desk, query);
      const revision = await desk.answers.revision();
      const skip = skipOf(query.cursor, revision);
      const findings = found.slice(skip, skip + query.limit);
      return {
        schema: 'scopelight.findings/1' as const,
        window: isoWindow(fleet.span),
        findings,
        muted: fleet.muted,
        total: found.length,
        rules: [...new Set(fleet.findings.map(({ rule }) => rule))].sort().map((rule) => ({
          rule,
          findings: fleet.findings.filter((finding) => finding.rule === rule).length,
        })),
        severities: severities.map((severity) => ({
          severity,
          findings: fleet.findings.filter((finding) => finding.severity === severity).length,
        })),
        nextCursor: cursorAfter(skip + findings.length, found.length, revision),
      };
    },
  );

  app.get(
    '/v1/findings/export',
    {
      schema: {
        tags,
        operationId: 'exportFindings',
        summary: 'All findings, as a file',
        querystring: filters.extend({ format: z.enum(exportFormats).default('csv') }),
        response: filesOf('text/csv', 'application/x-ndjson'),
      },
    },
    async ({ query }, reply) => {
      const { found } = await wanted(desk, query);
      const rows =
        query.format === 'ndjson' ? found : found.map(({ fix, ...row }) => ({ ...row, fix: fix.summary }));
      const columns = [
        'id',
        'rule',
        'severity',
        'provider',
        'account',
        'subjectKind',
        'subject',
        'title',
        'fix',
      ];
      return sendExport(reply, { rows, columns, format: query.format, name: 'findings' });
    },
  );

  app.get(
    '/v1/findings/:id',
    {
      schema: {
        tags,
        operationId: 'getFinding',
        summary: 'One finding, with its evidence and the commands that end it',
        params: z.object({ id: z.string() }),
        querystring: windowQuery,
        response: answersOf(findingShape),
      },
    },
    async ({ params: { id }, query }) => {
      const { findings } = await desk.answers.fleet(windowOf(query));
      return findFinding(findings, id);
    },
  );
};

async function wanted({ answers }: Desk, { rule, severity, subject, ...window }: Filters) {
  const fleet = await answers.fleet(windowOf(window));
  const found = fleet.findings.filter(
    (finding) =>
      (rule === undefined || finding.rule === rule) &&
      (severity === undefined || isAtLeast(finding.severity, severity)) &&
      (subject === undefined || finding.subject === subject),
  );
  return { fleet, found };
}
