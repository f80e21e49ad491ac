import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { doubtsOf } from '../../analysis/doubts.ts';
import type { ProviderTries } from '../../analysis/provider-tries.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { DerivationInput, PolicyMode } from './derive-permissions.ts';

/** One holder, told by the names of permissions; what is left out is empty. */
export interface SampleHolder {
  readonly mode?: PolicyMode;
  /** `null`: no inventory tells. */
  readonly granted?: readonly string[] | null;
  readonly young?: readonly string[];
  readonly used?: readonly string[];
  /** All calls that needed them failed for another reason. */
  readonly failed?: readonly string[];
  readonly denied?: readonly string[];
  readonly siblings?: readonly string[];
  readonly tries?: ProviderTries;
  readonly unmappedServices?: readonly string[];
  readonly excluded?: readonly string[];
  readonly keep?: readonly string[];
  /** Recorded though only data events do so; what is always recorded is. */
  readonly dataRecorded?: readonly string[];
  readonly isJudged?: boolean;
  readonly isNewcomer?: boolean;
}

/** Gives what the derivation is told of a sample holder, its doubts as the analysis gathers them. */
export function inputOf(holder: SampleHolder): DerivationInput {
  const facts = catalogueFacts('aws');
  const setOf = (names: readonly string[] = []) => facts.setOf(names);
  const excluded = setOf(holder.excluded);
  const allowed = setOf(holder.used);
  const used = allowed.union(setOf(holder.failed)).subtract(excluded);
  const denied = setOf(holder.denied).subtract(used);
  const granted = holder.granted === null ? undefined : setOf(holder.granted);
  const isJudged = holder.isJudged ?? true;
  const recorded = isJudged ? alwaysRecorded().union(setOf(holder.dataRecorded)) : PermissionSet.empty;
  const doubts = doubtsOf(
    facts,
    { used, granted: granted ?? PermissionSet.empty, recorded },
    { used: used.union(setOf(holder.siblings)), denied },
    {
      tries: holder.tries,
      unmappedServices: new Set(holder.unmappedServices),
      isNewcomer: holder.isNewcomer ?? false,
    },
  );
  return {
    mode: holder.mode ?? 'used',
    facts,
    granted,
    young: setOf(holder.young).intersect(granted ?? PermissionSet.empty),
    recorded,
    isJudged,
    used,
    allowed: allowed.subtract(excluded),
    denied,
    doubts,
    excluded,
    keep: setOf(holder.keep),
  };
}

/** Names of permissions, in order. */
export function namesOf(set: PermissionSet): string[] {
  return catalogueFacts('aws')
    .permissions.filter(({ id }) => set.has(id))
    .map(({ name }) => name)
    .sort();
}

function alwaysRecorded(): PermissionSet {
  return PermissionSet.of(
    catalogueFacts('aws').permissions.flatMap(({ id, recorded }) => (recorded === 'always' ? [id] : [])),
  );
}
