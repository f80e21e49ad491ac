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

/** By capability, names of permissions; `*` stands for anything. */
export type CapabilityTable = Readonly<Partial<Record<Capability, readonly string[]>>>;
