import type { CallContext } from './call-context.ts';
import { hasOwnPolicies, isServiceLinked } from './caller.ts';
import { type CompiledStatement, matchRest } from './compile-policy.ts';
import { findMismatch, type Mismatch, mismatchText } from './mismatch.ts';
import { type Effect, statementLabel } from './parse-statement.ts';
import type { CompiledPolicies, Layer, LayerPolicy, PolicyKind } from './policy-set.ts';
import type { Lack, Scene, Weighed } from './weigh.ts';

/** One step of the explanation of a decision. */
export interface Reason {
  /** `summary` speaks of the decision as a whole. */
  readonly kind: PolicyKind | 'summary';
  /** The organisation level, from 0 at the root. */
  readonly level?: number;
  readonly policy?: string;
  readonly statement?: string;
  readonly effect?: Effect;
  /** `lacks-allow`: policies of this kind had to allow and did not. `no-match`: the statement came near. */
  readonly result: 'allows' | 'denies' | 'lacks-allow' | 'no-match' | 'unknown';
  readonly mismatch?: Mismatch;
  readonly text: string;
}

/**
 * Explains a decision: what the layers lack, the statements that matched, and the ones that came nearest
 * to it. The reasons that decided come first.
 */
export function explain(
  policies: CompiledPolicies,
  context: CallContext,
  scene: Scene,
  weighed: Weighed,
): readonly Reason[] {
  const layers = layersOf(policies, scene);
  const statements = layers.flatMap((layer) => explainLayer(layer, context));
  const denials = statements.filter((reason) => reason.result === 'denies');
  const allows = statements.filter((reason) => reason.result === 'allows');
  const rest = statements.filter((reason) => reason.result === 'no-match' || reason.result === 'unknown');
  const lacks = weighed.lacks.map((lack) => lackReason(lack, policies, context, scene));
  const assumed = weighed.outcome === 'allowed' ? assumptions(policies, scene) : [];
  return [...denials, ...lacks, ...allows, ...assumed, ...rest];
}

const nearestMax = 5;
const resultTexts = new Map<Reason['result'], string>([
  ['allows', 'allows it'],
  ['denies', 'denies it'],
  ['unknown', 'may apply: what it depends on is not known'],
]);
const kindTexts: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity policy',
  resource: 'resource policy',
  boundary: 'permissions boundary',
  scp: 'service control policy',
  rcp: 'resource control policy',
  session: 'session policy',
};

function layersOf(policies: CompiledPolicies, scene: Scene): readonly Layer[] {
  const { identity, boundary, session, serviceControl, resourceControl, resource } = policies;
  const isExempt = isServiceLinked(scene.caller);
  const own = hasOwnPolicies(scene.caller)
    ? [identity, boundary, session, ...(isExempt ? [] : serviceControl)]
    : [];
  const others = scene.side === 'both' ? [resource, isExempt ? undefined : resourceControl] : [];
  return [...own, ...others].filter((layer) => layer !== undefined);
}

interface Found {
  readonly policy: LayerPolicy;
  readonly compiled: CompiledStatement;
}

function explainLayer(layer: Layer, context: CallContext): readonly Reason[] {
  const found = layer.policies.flatMap((policy) =>
    policy.compiled.statementsFor(context.action).map((compiled) => ({ policy, compiled })),
  );
  const matched: Reason[] = [];
  const near: { readonly reason: Reason; readonly distance: number }[] = [];
  for (const candidate of found) {
    const { isNamed, match } = matchOf(candidate.compiled, layer, context);
    const effect = candidate.compiled.statement.effect;
    if (isNamed === 'yes' && match === 'yes') {
      matched.push(statementReason(layer, candidate, effect === 'deny' ? 'denies' : 'allows'));
      continue;
    }
    const mismatch = findMismatch(candidate.compiled, layer.kind, context);
    const isOpen = isNamed !== 'no' && match !== 'no';
    const reason = statementReason(layer, candidate, isOpen ? 'unknown' : 'no-match', mismatch);
    near.push({ reason, distance: isOpen ? 0 : mismatch?.element === 'condition' ? 1 : 2 });
  }
  near.sort((left, right) => left.distance - right.distance);
  const nearest = near.slice(0, nearestMax).map(({ reason }) => reason);
  return [...matched, ...layer.policies.flatMap((policy) => lossReasons(layer, policy)), ...nearest];
}

function lossReasons(layer: Layer, { name, compiled }: LayerPolicy): readonly Reason[] {
  const problem = compiled.policy.problems.find(({ lost }) => lost !== 'nothing');
  if (problem === undefined) return [];
  const text = `${kindTexts[layer.kind]} \`${name}\` cannot be read in full: ${problem.path}: ${problem.reason}`;
  return [{ ...placeOf(layer), policy: name, result: 'unknown', text }];
}

function placeOf(layer: Layer): Pick<Reason, 'kind' | 'level'> {
  return { kind: layer.kind, ...(layer.level === undefined ? {} : { level: layer.level }) };
}

function matchOf(compiled: CompiledStatement, layer: Layer, context: CallContext) {
  const named = layer.kind === 'resource' ? compiled.matchesPrincipal(context.caller) : 'caller';
  const isNamed = named === 'none' ? 'no' : named === 'unknown' ? 'unknown' : 'yes';
  return { isNamed, match: matchRest(compiled, context) } as const;
}

function statementReason(layer: Layer, found: Found, result: Reason['result'], mismatch?: Mismatch): Reason {
  const { statement } = found.compiled;
  const label = statementLabel(statement);
  const where = `${kindTexts[layer.kind]} \`${found.policy.name}\` ${label} (${statement.effect})`;
  const missed = mismatch === undefined ? 'does not apply' : `does not apply: ${mismatchText(mismatch)}`;
  return {
    ...placeOf(layer),
    policy: found.policy.name,
    statement: label,
    effect: statement.effect,
    result,
    ...(mismatch === undefined ? {} : { mismatch }),
    text: `${where} ${resultTexts.get(result) ?? missed}`,
  };
}

function lackReason(lack: Lack, policies: CompiledPolicies, context: CallContext, scene: Scene): Reason {
  const level = lack.level === undefined ? {} : { level: lack.level };
  const common = { kind: lack.kind, ...level, result: 'lacks-allow' } as const;
  const action = context.request.action;
  const subject = `\`${action}\` on \`${context.resource}\``;
  if (lack.kind === 'resource' && policies.resource === undefined) {
    return { ...common, text: 'no resource policy is given, and access to another account needs one' };
  }
  if (lack.kind === 'resource' && !scene.isSameAccount) {
    return { ...common, text: `no resource policy of the other account allows ${subject} to the caller` };
  }
  if (lack.kind === 'session' && policies.session === undefined) {
    return { ...common, text: 'a federated user without session policy has no permissions of its own' };
  }
  const at = lack.level === undefined ? '' : ` at level ${lack.level}`;
  const hint = lack.kind === 'scp' ? ' (AWS attaches `FullAWSAccess` unless it was taken off)' : '';
  return { ...common, text: `no ${kindTexts[lack.kind]}${at} allows ${subject}${hint}` };
}

function assumptions(policies: CompiledPolicies, scene: Scene): readonly Reason[] {
  const reasons: Reason[] = [];
  if (scene.caller.kind === 'root') {
    reasons.push({ kind: 'summary', result: 'allows', text: 'the root user needs no identity policy' });
  }
  if (scene.side === 'both' && scene.needsResourceAllow && policies.resource === undefined) {
    const text = 'the policy of the key or role is not given and is taken to trust its account';
    reasons.push({ kind: 'resource', result: 'unknown', text });
  }
  return reasons;
}
