import { createHash } from 'node:crypto';
import { type CheckAnswer, type CheckFinding, checkRules, checkRuleWords } from '../../../model/check.ts';

/** Code scanning takes no more results of one run than this. */
const resultsMax = 5_000;

/**
 * The answer in the Static Analysis Results Interchange Format.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkSarif({ findings, unread }: CheckAnswer, version: string) {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Scopelight',
            version,
            rules: checkRules.map((id) => ({
              id,
              shortDescription: { text: checkRuleWords[id] },
              properties: { tags: ['security'] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.slice(0, resultsMax).map(resultOf),
        invocations: [
          {
            executionSuccessful: unread.every(({ isDamaged }) => !isDamaged),
            toolExecutionNotifications: unread
              .slice(0, resultsMax)
              .map(({ path, line, reason, isDamaged }) => ({
                level: isDamaged ? 'error' : 'note',
                message: { text: reason },
                locations: [locationOf({ path, line })],
              })),
          },
        ],
      },
    ],
  };
}

function resultOf(finding: CheckFinding) {
  const { rule, severity, subject, title, where, fix, permissions, permissionCount, resources } = finding;
  return {
    ruleId: rule,
    ruleIndex: checkRules.indexOf(rule),
    level: levels[severity],
    message: { text: `${subject} ${title}. ${fix}.` },
    locations: [locationOf(finding)],
    partialFingerprints: { 'scopelight/v1': fingerprintOf(finding) },
    properties: { 'security-severity': scores[severity], where, permissions, permissionCount, resources },
  };
}

/** The same wherever in the file it moves. */
function fingerprintOf({ rule, subject, path, where, title }: CheckFinding): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, subject, path, where, title]))
    .digest('hex')
    .slice(0, 32);
}

function locationOf({ path, line }: { readonly path: string; readonly line: number }) {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } };
}

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const;

/** As code scanning sorts by. */
const scores = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '1.0' } as const;
