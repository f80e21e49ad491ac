import { type Caller, parseCaller } from './caller.ts';
import { type CompiledPolicy, type CompiledStatement, compilePolicy } from './compile-policy.ts';
import type { Policy } from './parse.ts';

/** The part a policy plays in a decision. */
export type PolicyKind = 'identity' | 'resource' | 'boundary' | 'scp' | 'rcp' | 'session';

/** A policy with the name that explanations call it by. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

/** All policies that bear on the requests of one principal. */
export interface PolicySet {
  /** Of the principal and its groups. */
  readonly identity?: readonly NamedPolicy[] | undefined;
  readonly boundary?: NamedPolicy | undefined;
  /** Given when the session was made; together they cap it. */
  readonly session?: readonly NamedPolicy[] | undefined;
  /** Service control policies of the principal's account by level, root first; each level must allow. */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[] | undefined;
  /** Resource control policies of the resource's account; `RCPFullAWSAccess` is implied, so they only deny. */
  readonly resourceControl?: readonly NamedPolicy[] | undefined;
  /**
   * Attached to the resource: a bucket policy, a key policy, the trust policy of a role. Absent when not
   * known; empty when there surely is none.
   */
  readonly resource?: readonly NamedPolicy[] | undefined;
}

/** One layer of a decision: policies of one kind, at one level. */
export interface Layer {
  readonly kind: PolicyKind;
  /** Position of an organisation level, from 0 at the root. */
  readonly level?: number;
  readonly policies: readonly LayerPolicy[];
  /** Effects its policies may have beyond what could be read of them. */
  readonly lost: CompiledPolicy['lost'];
  /** The statements of all its policies that speak of an action, which is in lower case. */
  readonly statementsFor: (action: string) => readonly CompiledStatement[];
}

export interface LayerPolicy {
  readonly name: string;
  readonly compiled: CompiledPolicy;
}

/** A policy set made ready for deciding many requests. */
export interface CompiledPolicies {
  readonly identity: Layer;
  readonly boundary: Layer | undefined;
  readonly session: Layer | undefined;
  readonly serviceControl: readonly Layer[];
  readonly resourceControl: Layer | undefined;
  readonly resource: Layer | undefined;
  /** Reads a principal, remembering the last one: replayed requests come in runs of one caller. */
  readonly callerOf: (principal: string | undefined, issuer: string | undefined) => Caller;
}

/** Makes a policy set ready for deciding many requests. */
export function compilePolicies(set: PolicySet): CompiledPolicies {
  const layer = (kind: PolicyKind, policies: readonly NamedPolicy[] | undefined, level?: number) =>
    policies === undefined ? undefined : makeLayer(kind, policies, level);
  return {
    identity: makeLayer('identity', set.identity ?? []),
    boundary: layer('boundary', set.boundary === undefined ? undefined : [set.boundary]),
    session: layer('session', set.session),
    serviceControl: (set.serviceControl ?? []).map((policies, level) => makeLayer('scp', policies, level)),
    resourceControl: layer('rcp', set.resourceControl),
    resource: layer('resource', set.resource),
    callerOf: rememberingCaller(),
  };
}

function rememberingCaller(): CompiledPolicies['callerOf'] {
  let last: Caller = parseCaller(undefined);
  let lastPrincipal: string | undefined;
  let lastIssuer: string | undefined;
  return (principal, issuer) => {
    if (principal !== lastPrincipal || issuer !== lastIssuer) {
      last = parseCaller(principal, issuer);
      lastPrincipal = principal;
      lastIssuer = issuer;
    }
    return last;
  };
}

/** More actions than the catalogue has. */
const rememberedMax = 30_000;

function makeLayer(kind: PolicyKind, policies: readonly NamedPolicy[], level?: number): Layer {
  const compiled = policies.map(({ name, policy }) => ({ name, compiled: compilePolicy(policy) }));
  const remembered = new Map<string, readonly CompiledStatement[]>();
  return {
    kind,
    ...(level === undefined ? {} : { level }),
    policies: compiled,
    lost: {
      allow: compiled.some((policy) => policy.compiled.lost.allow),
      deny: compiled.some((policy) => policy.compiled.lost.deny),
    },
    statementsFor: (action) => {
      const known = remembered.get(action);
      if (known !== undefined) return known;
      const found = compiled.flatMap((policy) => policy.compiled.statementsFor(action));
      if (remembered.size < rememberedMax) remembered.set(action, found);
      return found;
    },
  };
}
