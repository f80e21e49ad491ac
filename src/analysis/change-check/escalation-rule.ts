import { PermissionSet } from '../../model/permission-set.ts';
import type { CheckedChange, Draft } from './draft.ts';
import { isAllPower } from './power-rules.ts';

/** Permissions, new to a holder, by which it becomes somebody else. */
export function* escalationFindings({ provider, change, permissions }: CheckedChange): Generator<Draft> {
  const { holder, after } = change;
  // Who is given everything needs no telling that this is part of it.
  const powers = change.powers.filter((power) => !isAllPower(power, permissions.size));
  for (const takeover of provider.links?.takeovers ?? []) {
    const id = provider.catalogue.find(takeover.permission)?.id;
    if (id === undefined || !after.has(id)) continue;
    const power = powers.find(({ gained, widened }) => gained.has(id) || widened.has(id));
    if (power === undefined) continue;
    const broad = power.resources.includes('*') && !power.power.isConditional;
    yield {
      rule: 'escalation',
      severity: broad ? 'high' : 'medium',
      title: `becomes any ${takeover.kinds.join(' or ')} ${broad ? 'of the account' : `among ${power.resources.slice(0, 3).join(', ')}`}: ${takeover.permission} ${takeover.does}`,
      place: power.power,
      where: power.power.role,
      permissions: PermissionSet.of([id]),
      resources: power.resources,
      fix: `leave out ${takeover.permission}, or name whom ${holder.kind} ${holder.name} may become by it`,
    };
  }
}
