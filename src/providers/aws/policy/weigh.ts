import { type Caller, hasOwnPolicies, isServiceLinked } from './caller.ts';
import type { LayerVerdict, Reach } from './layer-verdict.ts';
import type { PolicyKind } from './policy-set.ts';

export type Outcome = 'allowed' | 'explicitly-denied' | 'implicitly-denied';

/** What each layer of a policy set says of one request; absent layers were not given. */
export interface Verdicts {
  readonly identity: LayerVerdict;
  readonly boundary?: LayerVerdict | undefined;
  readonly session?: LayerVerdict | undefined;
  readonly serviceControl: readonly LayerVerdict[];
  readonly resourceControl?: LayerVerdict | undefined;
  readonly resource?: LayerVerdict | undefined;
}

/** The facts about a request, besides the verdicts, that decide how they combine. */
export interface Scene {
  readonly caller: Caller;
  readonly isSameAccount: boolean;
  /** Whether the resource's own policy must allow, even in the same account: KMS keys and role trust. */
  readonly needsResourceAllow: boolean;
  /** `principal`: only what the principal's own account says; resources and their policies are left out. */
  readonly side: 'both' | 'principal';
}

/** `best` and `worst` settle what is open in favour of the caller or against it; `plain` takes it as no match. */
export type View = 'plain' | 'best' | 'worst';

/** A layer that had to allow and did not. */
export interface Lack {
  readonly kind: PolicyKind;
  readonly level?: number;
}

export interface Weighed {
  readonly outcome: Outcome;
  readonly lacks: readonly Lack[];
}

/**
 * Combines the layers as AWS does. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function weigh(verdicts: Verdicts, scene: Scene, view: View): Weighed {
  if (isDenied(verdicts, scene, view)) return { outcome: 'explicitly-denied', lacks: [] };
  const reach: Reach = scene.side === 'principal' ? 'none' : reachOf(verdicts.resource, view);
  const lacks = hasOwnPolicies(scene.caller)
    ? principalLacks(verdicts, scene, view, reach)
    : reach === 'none'
      ? [resourceLack]
      : [];
  return { outcome: lacks.length === 0 ? 'allowed' : 'implicitly-denied', lacks };
}

const resourceLack: Lack = { kind: 'resource' };

/**
 * What is missing for a principal with policies of its own. How far a resource policy of the same account
 * stands in for them depends on whom it names.
 */
function principalLacks(verdicts: Verdicts, scene: Scene, view: View, reach: Reach): readonly Lack[] {
  const { caller } = scene;
  const organisation = isServiceLinked(caller) ? [] : organisationLacks(verdicts, view);
  const isDirect = scene.isSameAccount && reach === 'caller';
  if (isDirect) return organisation;

  const isRoot = caller.kind === 'root';
  const lacks = [...organisation];
  if (!isRoot && lacksAllow(verdicts.boundary, view)) lacks.push({ kind: 'boundary' });
  // Without a session policy a federated user has no permissions of its own, unlike a role session.
  const needsSession = caller.kind === 'federated-user' && verdicts.session === undefined;
  if (needsSession || lacksAllow(verdicts.session, view)) lacks.push({ kind: 'session' });
  const isThroughIssuer = scene.isSameAccount && reach === 'issuer';
  if (isThroughIssuer) return lacks;

  if (!isRoot && lacksAllow(verdicts.identity, view)) lacks.push({ kind: 'identity' });
  if (scene.side === 'principal' || reach !== 'none') return lacks;
  // A key or role always has a policy of its own; one that is not known is taken to trust its account.
  const mustAllow = !scene.isSameAccount || (scene.needsResourceAllow && verdicts.resource !== undefined);
  return mustAllow ? [...lacks, resourceLack] : lacks;
}

function organisationLacks(verdicts: Verdicts, view: View): readonly Lack[] {
  return verdicts.serviceControl.flatMap((verdict, level) =>
    reachOf(verdict, view) === 'none' ? [{ kind: 'scp' as const, level }] : [],
  );
}

function isDenied(verdicts: Verdicts, scene: Scene, view: View): boolean {
  const denies = (verdict: LayerVerdict | undefined) =>
    verdict !== undefined && (view === 'worst' ? verdict.possiblyDenies : verdict.denies);
  const isExempt = isServiceLinked(scene.caller);
  if (hasOwnPolicies(scene.caller)) {
    if (denies(verdicts.identity) || denies(verdicts.boundary) || denies(verdicts.session)) return true;
    if (!isExempt && verdicts.serviceControl.some(denies)) return true;
  }
  if (scene.side === 'principal') return false;
  return denies(verdicts.resource) || (!isExempt && denies(verdicts.resourceControl));
}

function reachOf(verdict: LayerVerdict | undefined, view: View): Reach {
  if (verdict === undefined) return 'none';
  return view === 'best' ? verdict.possiblyAllows : verdict.allows;
}

/** A layer that was not given limits nothing. */
function lacksAllow(verdict: LayerVerdict | undefined, view: View): boolean {
  return verdict !== undefined && reachOf(verdict, view) === 'none';
}
