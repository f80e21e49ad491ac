import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { StatedHolder } from '../../providers/configuration.ts';
import { type OpenPath, openPaths } from '../toxic/open-paths.ts';
import { allowedTo, type NewPower } from './compare-holders.ts';
import type { CheckedChange, Draft } from './draft.ts';
import { isAllPower } from './power-rules.ts';

const shownMax = 3;

/**
 * What a change completes in one hand: ways to more access, and permissions that are harmless apart. Only what was not whole
 * before counts; who is given everything needs no telling that this is part of it.
 */
export function* combinationFindings({ provider, change, permissions }: CheckedChange): Generator<Draft> {
  const powers = change.powers.filter((power) => !isAllPower(power, permissions.size));
  if (powers.length === 0 || powers.length < change.powers.length) return;
  const held = (granted: PermissionSet, holder: StatedHolder | undefined) =>
    openPaths({ provider: provider.id, granted, limited: granted.subtract(unlimitedOf(holder)) });
  const had = new Map(held(change.before, change.old).map((path) => [path.id, path]));
  const fresh = held(change.after, change.holder).filter((path) => {
    const old = had.get(path.id);
    return old === undefined || (old.isLimited && !path.isLimited);
  });
  for (const paths of groupBy(fresh, ({ escalation, id }) => escalation ?? id).values()) {
    const draft = draftOf(paths, powers);
    if (draft) yield draft;
  }
}

/** What a holder has on everything and under no condition. */
function unlimitedOf(holder: StatedHolder | undefined): PermissionSet {
  const broad = (holder?.powers ?? []).filter(
    ({ effect, resources, isConditional }) => effect === 'allow' && !isConditional && resources.includes('*'),
  );
  return PermissionSet.unionOf(broad.map(({ permissions }) => permissions)).intersect(allowedTo(holder));
}

function draftOf(paths: readonly OpenPath[], powers: readonly NewPower[]): Draft | undefined {
  const [first] = paths;
  const parts = PermissionSet.unionOf(
    paths.flatMap(({ legs }) => legs.map(({ permissions }) => permissions)),
  );
  const cause = powers.find(({ gained, widened }) => gained.union(widened).intersects(parts));
  if (first === undefined || cause === undefined) return undefined;
  const isLimited = paths.every((path) => path.isLimited);
  const isEscalation = first.escalation !== undefined;
  const ways = paths.slice(0, shownMax).map(({ id, why }) => (isEscalation ? `${why} (${id})` : why));
  const more = paths.length > shownMax ? `; and ${paths.length - shownMax} more ways` : '';
  return {
    rule: isEscalation ? 'escalation' : 'toxic-combination',
    severity: isEscalation ? (isLimited ? 'medium' : 'high') : isLimited ? 'low' : 'medium',
    title: `${isEscalation ? 'can do more than it is given: it ' : ''}${first.title}, ${ways.join('; ')}${more}`,
    place: cause.power,
    where: cause.power.role,
    permissions: parts.intersect(cause.gained.union(cause.widened)),
    resources: cause.resources,
    fix: 'leave one part out, or give it to somebody else',
  };
}
