import { CallContext, type MissingKeys, type PolicyRequest } from './call-context.ts';
import { explain, type Reason } from './explain.ts';
import { judgeLayer } from './layer-verdict.ts';
import type { CompiledPolicies, Layer } from './policy-set.ts';
import { type Outcome, type Scene, type Verdicts, weigh } from './weigh.ts';

export interface DecideOptions {
  /** What a context key that the request does not give stands for; `absent` by default, as AWS reads it. */
  readonly missingKeys?: MissingKeys;
  /**
   * `principal` answers only whether the principal's own account lets the request out, for callers who do
   * not know the resource's side; `both` by default.
   */
  readonly side?: 'both' | 'principal';
}

export interface Decision {
  /** As AWS would decide with exactly the context keys that the request gives. */
  readonly decision: Outcome;
  readonly reasons: readonly Reason[];
  /** Whether nothing that was left open could change the decision. */
  readonly isCertain: boolean;
  /** Every outcome that what was left open may lead to, the decision among them. */
  readonly possible: readonly Outcome[];
  /** Context keys that were left open, in lower case; empty when the decision is certain. */
  readonly undecidedKeys: readonly string[];
}

/** Decides one request and explains the decision. Never throws. */
export function decide(
  request: PolicyRequest,
  policies: CompiledPolicies,
  options: DecideOptions = {},
): Decision {
  const plain = contextOf(request, policies, 'absent');
  const scene = sceneOf(plain, options);
  const verdicts = judge(policies, plain);
  const weighed = weigh(verdicts, scene, 'plain');
  const open = options.missingKeys === 'unknown' ? contextOf(request, policies, 'unknown') : plain;
  const openVerdicts = open === plain ? verdicts : judge(policies, open);
  const isFree = freeActions.has(plain.action);
  const decision = isFree ? 'allowed' : weighed.outcome;
  const extremes = isFree
    ? []
    : (['best', 'plain', 'worst'] as const).map((view) => weigh(openVerdicts, scene, view).outcome);
  const possible = [...new Set([decision, ...extremes])];
  const isCertain = possible.length === 1;
  return {
    decision,
    reasons: isFree ? [freeReason] : explain(policies, plain, scene, weighed),
    isCertain,
    possible,
    undecidedKeys: isCertain ? [] : open.openKeys(),
  };
}

/** The decision alone, for replaying many requests: {@link decide} without its reasons. */
export function outcomeOf(
  request: PolicyRequest,
  policies: CompiledPolicies,
  options: DecideOptions = {},
): Outcome {
  const context = contextOf(request, policies, 'absent');
  if (freeActions.has(context.action)) return 'allowed';
  return weigh(judge(policies, context), sceneOf(context, options), 'plain').outcome;
}

/**
 * The outcome for the luckiest and the unluckiest values of what the request leaves open: {@link decide} for
 * replaying many requests. Equal outcomes are certain.
 */
export function outcomeRange(
  request: PolicyRequest,
  policies: CompiledPolicies,
  options: Pick<DecideOptions, 'side'> = {},
): { readonly best: Outcome; readonly worst: Outcome } {
  const context = contextOf(request, policies, 'unknown');
  if (freeActions.has(context.action)) return { best: 'allowed', worst: 'allowed' };
  const verdicts = judge(policies, context);
  const scene = sceneOf(context, options);
  return {
    best: weigh(verdicts, scene, 'best').outcome,
    worst: weigh(verdicts, scene, 'worst').outcome,
  };
}

/**
 * Actions that need no permission and that no policy can deny. See
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
const freeActions = new Set(['sts:getcalleridentity', 'sts:getsessiontoken']);

const freeReason: Reason = {
  kind: 'summary',
  result: 'allows',
  text: 'the action needs no permission and cannot be denied',
};

function contextOf(request: PolicyRequest, policies: CompiledPolicies, missing: MissingKeys): CallContext {
  return new CallContext(request, missing, policies.callerOf(request.principal, request.issuer));
}

function judge(policies: CompiledPolicies, context: CallContext): Verdicts {
  const verdictOf = (layer: Layer | undefined) =>
    layer === undefined ? undefined : judgeLayer(layer, context);
  return {
    identity: judgeLayer(policies.identity, context),
    boundary: verdictOf(policies.boundary),
    session: verdictOf(policies.session),
    serviceControl: policies.serviceControl.map((layer) => judgeLayer(layer, context)),
    resourceControl: verdictOf(policies.resourceControl),
    resource: verdictOf(policies.resource),
  };
}

function sceneOf(context: CallContext, options: DecideOptions): Scene {
  const { caller, resourceAccount } = context;
  const isSameAccount =
    caller.account === undefined || resourceAccount === undefined || caller.account === resourceAccount;
  return {
    caller,
    isSameAccount,
    needsResourceAllow: needsResourceAllow(context),
    side: options.side ?? 'both',
  };
}

/**
 * KMS keys and roles: without their own policy's consent, identity policies of their account give nothing.
 * See https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
function needsResourceAllow({ action, resource }: CallContext): boolean {
  if (action.startsWith('kms:')) return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource);
  return action.startsWith('sts:') && /^arn:[^:]*:iam::[^:]*:role\//.test(resource);
}
