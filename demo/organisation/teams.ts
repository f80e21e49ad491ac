/** A group of people who answer for workloads and tokens. */
export interface Team {
  readonly id: string;
  readonly name: string;
}

/** The teams of the demo organisation. */
export const teams = [
  { id: 'platform', name: 'Platform' },
  { id: 'payments', name: 'Payments' },
  { id: 'data', name: 'Data' },
  { id: 'logistics', name: 'Logistics' },
  { id: 'growth', name: 'Growth' },
  { id: 'it', name: 'IT' },
  { id: 'security', name: 'Security' },
  { id: 'finance', name: 'Finance systems' },
] as const satisfies readonly Team[];

export type TeamId = (typeof teams)[number]['id'];
