import table from '../../../../data/agents/agents.json' with { type: 'json' };

/** Agents that a person sits at. */
const byHand: ReadonlySet<string> = new Set(
  [table.console, table.cli, table.browser].flatMap((families) => Object.keys(families)),
);

/** Whether a person usually sits at the agent: a console, a command line or a browser. */
export function isByHand(agent: string): boolean {
  return byHand.has(agent);
}

export const agentsByHand: readonly string[] = [...byHand];

const asCode: ReadonlySet<string> = new Set(Object.keys(table.iac));

/** Whether the agent carries out what is kept, and reviewed, as code. */
export function isAsCode(agent: string): boolean {
  return asCode.has(agent);
}
