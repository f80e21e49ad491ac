import type { AccountFinder } from './accounts.ts';
import { accountOf } from './arn.ts';
import type { Origin } from './document.ts';
import type { Facts } from './facts.ts';

/**
 * When each account was observed: the latest date of any fact about it, so that one read is one snapshot.
 * For what lies in no account, the latest date of all.
 */
export function observationTimes(
  facts: Facts,
  accounts: AccountFinder,
  observedAtDefault: number,
): (account: string) => number {
  const times = new Map<string, number>();
  let latest: number | undefined;
  const observe = (account: string | undefined, { takenAt }: Origin): void => {
    latest = Math.max(latest ?? takenAt, takenAt);
    if (account !== undefined) times.set(account, Math.max(times.get(account) ?? takenAt, takenAt));
  };
  for (const fact of facts.identities) observe(accountOf(fact.arn) ?? accounts.find(fact), fact.origin);
  for (const fact of facts.policies) observe(accountOf(fact.arn), fact.origin);
  for (const fact of facts.reportRows) observe(accountOf(fact.arn), fact.origin);
  for (const fact of facts.trails) observe(accountOf(fact.arn), fact.origin);
  for (const fact of facts.selectors) observe(accountOf(fact.trailArn), fact.origin);
  for (const fact of facts.credentials) observe(accounts.find({ ...fact, keyId: fact.id }), fact.origin);
  for (const fact of facts.organisationNodes) observe(fact.managementAccount, fact.origin);
  for (const fact of facts.lastAccess) observe(fact.entity && accountOf(fact.entity), fact.origin);
  const all = latest ?? observedAtDefault;
  return (account) => times.get(account) ?? all;
}
