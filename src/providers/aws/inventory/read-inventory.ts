import type { InventoryRead, InventoryRemark } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { AccountFinder } from './accounts.ts';
import { actionExpander } from './action-expander.ts';
import { collectFacts } from './collect-facts.ts';
import type { ReadContext } from './document.ts';
import { effectiveGrants } from './effective-grants.ts';
import { GrantList } from './grant-list.ts';
import { HoldingFinder } from './holdings.ts';
import { joinIdentities } from './identities.ts';
import { lastAccessRecords } from './last-access-records.ts';
import { linkRecords } from './link-records.ts';
import { ManagedPolicies } from './managed-policies.ts';
import { observationTimes } from './observation-times.ts';
import { Organisation } from './organisation.ts';
import { podIdentityLinks } from './pod-identities.ts';
import { PolicyTexts } from './policy-text.ts';
import { principalRecords } from './principal-records.ts';
import { recordingRecords } from './recording-records.ts';
import { roleRecords } from './role-records.ts';
import { tokenRecords } from './token-records.ts';

/** What was read of one or several AWS accounts. Lists are sorted by id. */
export interface AwsInventoryRead extends InventoryRead {
  /** The accounts of the principals. */
  readonly accounts: readonly string[];
  /** Choices that the reader of the result should know of. */
  readonly notes: readonly InventoryRemark[];
}

/**
 * Reads exported AWS inventories: any number of files, in any order, of any kind and name, from any number of
 * accounts. `observedAtDefault` (UTC epoch milliseconds) dates what has no date of its own.
 * All records of an account carry one observation time, the latest of its files.
 * Never throws for what is in a file: what cannot be read is among the problems, and the rest is read.
 */
export function readInventory(files: readonly InventoryFile[], observedAtDefault: number): AwsInventoryRead {
  const remarks = { problems: new RemarkList(), ignored: new RemarkList(), notes: new RemarkList() };
  const context: ReadContext = { remarks };
  const { facts, files: outcomes } = collectFacts(files, observedAtDefault, context);
  const accounts = new AccountFinder(facts, files.find(({ account }) => account !== undefined)?.account);
  const identities = joinIdentities(facts, accounts, context);
  const texts = new PolicyTexts(actionExpander());
  const managed = new ManagedPolicies(facts, texts, context);
  const organisation = new Organisation(facts, texts, context);
  const observedAt = observationTimes(facts, accounts, observedAtDefault);
  const finder = new HoldingFinder(identities, managed, organisation, texts);
  const acting = identities.all.filter((identity) => identity.kind !== 'group');
  const tokens = tokenRecords({ facts, identities, accounts, observedAt }, context);
  const principals = principalRecords(acting, tokens, observedAt, context);
  const roles = roleRecords({ identities, managed, organisation, texts, observedAt }, context);
  const effective = effectiveGrants(acting, finder, texts, observedAt);
  const lastAccessed = lastAccessRecords(facts, identities, accounts, observedAt, context);
  const recordings = recordingRecords(facts, organisation, observedAt, context);
  return {
    files: outcomes,
    accounts: [...new Set(identities.all.map((identity) => identity.account))].sort(),
    principals,
    tokens,
    roles,
    grants: new GrantList(acting, finder, texts, observedAt),
    effective,
    lastAccessed,
    recordings,
    links: [...linkRecords(acting, observedAt), ...podIdentityLinks(facts, observedAt)],
    problems: remarks.problems.toList(),
    ignored: remarks.ignored.toList(),
    notes: remarks.notes.toList(),
  };
}
