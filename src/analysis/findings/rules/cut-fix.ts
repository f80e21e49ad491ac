import { findProvider } from '../../../providers/register.ts';
import { catalogueFacts } from '../../catalogue-facts.ts';
import { perCatalogue } from '../../per-catalogue.ts';
import {
  cutOf,
  type JudgedCut,
  type JudgedHolder,
  type JudgedPath,
  stateOf,
} from '../../toxic/judge-holder.ts';
import type { Draft } from '../rule.ts';
import { counted, listed } from '../wording.ts';

const namesMax = 8;
/** Commands for so many holders stand in one finding. */
const holdersMax = 50;

/** A holder, and the paths of it that a finding is about. */
export interface Culprit {
  readonly judged: JudgedHolder;
  readonly paths: readonly JudgedPath[];
}

type Told = Pick<Draft, 'fix' | 'breaks' | 'evidence'>;

/** What to cut from holders with the same paths, with native commands, what that would break, and what it rests on. */
export function tellCut(culprits: readonly Culprit[]): Told {
  const cuts = culprits.map((culprit) => cutFrom(culprit));
  const [first] = cuts;
  if (!first) throw new Error('somebody has the paths');
  const told = cuts.slice(0, holdersMax);
  const used = [...new Set(cuts.flatMap((cut) => cut.used))];
  const chance = Math.max(...cuts.map(({ cut }) => cut.chanceMissed));
  const names = [...new Set(cuts.flatMap((cut) => cut.names))].sort();
  const each = culprits.length > 1 ? ' from each' : '';
  return {
    evidence: {
      principals: culprits.map(({ judged }) => judged.facts.principalId),
      tokens: culprits.flatMap(({ judged }) => judged.facts.tokens.map(({ token }) => token.id)),
      cut: names,
      chanceMissed: Number(chance.toFixed(4)),
      // A forecast reads the whole fleet day by day, which takes longer than everything else that findings rest on.
      basis: 'state',
      parts: partsOf(culprits[0]?.judged.facts.provider ?? '', culprits[0]?.paths ?? []),
    },
    fix: {
      summary: `take ${counted(first.names.length, 'permission')} away${each}, which closes all of that: ${listed(first.names, namesMax)}`,
      commands: told.flatMap(({ removal }) => removal?.apply ?? []),
      rollback: told.flatMap(({ removal }) => removal?.rollback ?? []),
      notes: [
        ...new Set(told.flatMap(({ removal }) => removal?.notes ?? [])),
        first.cut.isExact
          ? 'no smaller loss closes them all'
          : `a cut may exist that costs ${(first.cut.bound / first.cut.cost).toFixed(2)} of this one`,
        `\`toxic ${first.principalId}\` shows every path with its parts, and weighs the cut by what the whole fleet forecasts`,
      ],
    },
    breaks:
      used.length > 0
        ? [`${listed(used, namesMax)} ${used.length === 1 ? 'is' : 'are'} in use`]
        : [
            `chance that something of it is missed: ${chance < 0.01 ? 'below 1' : (chance * 100).toFixed(0)} %`,
          ],
  };
}

interface HolderCut {
  readonly principalId: string;
  readonly cut: JudgedCut;
  readonly names: readonly string[];
  /** Of these, the ones in use. */
  readonly used: readonly string[];
  readonly removal:
    | {
        readonly apply: readonly string[];
        readonly rollback: readonly string[];
        readonly notes: readonly string[];
      }
    | undefined;
}

function cutFrom({ judged, paths }: Culprit): HolderCut {
  const { facts } = judged;
  const cut = cutOf(judged, paths);
  const table = namesOf(facts.provider);
  const nameOf = (id: number): string => table.get(id) ?? String(id);
  const names = cut.removed.map(nameOf).sort();
  const { unused } = facts;
  return {
    principalId: facts.principalId,
    cut,
    names,
    used: cut.removed.filter((id) => stateOf(id, facts, unused) === 'used').map(nameOf),
    removal: findProvider(facts.provider).remedy.withhold?.(facts.principalId, names),
  };
}

/** Of each part of some paths: what of it is held, and whether it is used. */
function partsOf(
  provider: string,
  paths: readonly JudgedPath[],
): readonly { readonly part: string; readonly state: string; readonly held: string }[] {
  const names = namesOf(provider);
  const parts = paths.flatMap(({ legs, states }) =>
    legs.map(({ name, permissions }, index) => ({
      part: name,
      state: states[index] ?? 'unknown',
      held: listed(
        permissions.toSortedIds().map((id) => names.get(id) ?? String(id)),
        namesMax,
      ),
    })),
  );
  return [...new Map(parts.map((part) => [part.part, part])).values()];
}

const namesOf = perCatalogue(
  (provider): ReadonlyMap<number, string> =>
    new Map(catalogueFacts(provider).permissions.map(({ id, name }) => [id, name])),
);
