import type { AccountCoverage } from '../analysis/coverage.ts';
import { recordingKind } from '../analysis/recorded-set.ts';
import type { Permission } from '../model/permission.ts';
import { recordWords } from '../model/record-words.ts';
import { lostHours } from './explanation/explanation-facts.ts';

/** Why silence about a permission proves nothing, whoever holds it. */
export function silenceReasons(
  permission: Permission,
  account: string,
  coverage: AccountCoverage | undefined,
): string[] {
  if (!coverage) return [`No log of account ${account} is held.`];
  const kind = recordingKind(permission);
  const reasons: string[] = [];
  if (kind === undefined) reasons.push('Its use leaves no record of its own in any log.');
  else if (coverage.exceptServices.has(permission.service))
    reasons.push(`The logging settings of account ${account} leave out the calls of ${permission.service}.`);
  else if (!coverage.seen.has(kind) && !coverage.full.has(kind))
    reasons.push(`The log of account ${account} holds no ${recordWords(kind)} records.`);
  else if (coverage.judgedFrom !== undefined && coverage.partial.has(kind))
    reasons.push(
      `The ${recordWords(kind)} records of account ${account} begin after its log, or end before it.`,
    );
  else if (coverage.judgedFrom !== undefined && !coverage.full.has(kind))
    reasons.push(
      `Account ${account} is not known to record all ${recordWords(kind)} calls, so silence proves nothing.`,
    );
  if (coverage.judgedFrom === undefined) reasons.push(brokenLog(coverage));
  return reasons;
}

function brokenLog(coverage: AccountCoverage): string {
  const { account, holes } = coverage;
  if (holes.length === 0)
    return `The log of account ${account} covers too little of the window to judge silence by.`;
  return `The log of account ${account} has holes of ${lostHours(coverage).toLocaleString('en-US')} hours, and what follows them is too short to judge silence by.`;
}
