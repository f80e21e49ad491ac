import { ScopelightError } from '../../model/error.ts';
import type { Finding } from '../../model/finding.ts';

/**
 * Finds one of some findings by its id.
 * @param hint why it may not be among them
 * @throws {ScopelightError} `subject.not-found`
 */
export function findFinding(
  findings: readonly Finding[],
  id: string,
  hint = 'it may be resolved, or outside of the window',
): Finding {
  const finding = findings.find((one) => one.id === id);
  if (finding) return finding;
  throw new ScopelightError('subject.not-found', `there is no finding \`${id}\``, { hint });
}
