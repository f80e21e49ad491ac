/** What a permission is good for in wrong hands; a permission may be good for several. */
export const capabilities = [
  'reads-secrets',
  'reads-data',
  'writes-data',
  'sends-outside',
  'runs-code',
  'mints-tokens',
  'changes-access',
  'hides-traces',
] as const;
export type Capability = (typeof capabilities)[number];

/** By capability, names of permissions; `*` stands for anything, and `!` before a name takes it out again. */
export type CapabilityTable = Readonly<Partial<Record<Capability, readonly string[]>>>;

/** How a way to more access goes. */
export const escalationKinds = ['own-access', 'other-identity', 'handed-role', 'standing-role'] as const;
export type EscalationKind = (typeof escalationKinds)[number];

/** A way to more access than was given: whoever holds all of these permissions, unlimited, can go it. */
export interface Escalation {
  /** A name that others know it by, where there is one. */
  readonly id: string;
  readonly kind: EscalationKind;
  readonly needs: readonly string[];
  /** Kinds of token with which it is open only where their user may all that anyway, whatever they were given. */
  readonly boundKinds?: readonly string[];
}
