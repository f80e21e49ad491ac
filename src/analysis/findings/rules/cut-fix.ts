import { findProvider } from '../../../providers/register.ts';
import { catalogueFacts } from '../../catalogue-facts.ts';
import { perCatalogue } from '../../per-catalogue.ts';
import type { HolderFacts } from '../../toxic/holder-facts.ts';
import {
  chanceOf,
  cutOf,
  type JudgedCut,
  type JudgedHolder,
  type JudgedPath,
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
  const cuts = cutsFrom(culprits);
  const [first] = cuts;
  if (!first) throw new Error('somebody has the paths');
  const told = culprits
    .slice(0, holdersMax)
    .map(({ judged: { facts } }, index) =>
      findProvider(facts.provider).remedy.withhold?.(facts.principalId, cuts[index]?.names ?? []),
    );
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
      commands: told.flatMap((removal) => removal?.apply ?? []),
      rollback: told.flatMap((removal) => removal?.rollback ?? []),
      notes: [
        ...new Set(told.flatMap((removal) => removal?.notes ?? [])),
        first.cut.isExact
          ? 'no smaller loss closes them all'
          : `a cut may exist that costs ${(first.cut.bound / first.cut.cost).toFixed(2)} of this one`,
        `\`toxic ${culprits[0]?.judged.facts.principalId}\` shows every path with its parts, and weighs the cut by what the whole fleet forecasts`,
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
  readonly cut: JudgedCut;
  readonly names: readonly string[];
  /** Of these, the ones in use. */
  readonly used: readonly string[];
}

/** The cut of each holder; those of whom the same is known of the same permissions have the same one, found once. */
function cutsFrom(culprits: readonly Culprit[]): readonly HolderCut[] {
  const known = new Map<string, HolderCut>();
  return culprits.map(({ judged, paths }) => {
    // What is unused is worked out whenever it is asked for; here it is, once.
    const facts = { ...judged.facts };
    const key = knowledgeOf(facts, paths);
    const cut = known.get(key) ?? cutFrom({ ...judged, facts }, paths);
    known.set(key, cut);
    return cut;
  });
}

/** All that a cut follows from: what the paths take, and the chance that each permission is missed. */
function knowledgeOf(facts: HolderFacts, paths: readonly JudgedPath[]): string {
  const legs = paths.map(({ legs: parts }) =>
    parts.map(({ permissions }) =>
      permissions.toSortedIds().map((id) => `${id} ${chanceOf(id, facts, noForecast)}`),
    ),
  );
  return JSON.stringify([facts.provider, legs]);
}

const noForecast = (): undefined => undefined;

function cutFrom(judged: JudgedHolder, paths: readonly JudgedPath[]): HolderCut {
  const { facts } = judged;
  const cut = cutOf(judged, paths);
  const table = namesOf(facts.provider);
  const nameOf = (id: number): string => table.get(id) ?? String(id);
  return {
    cut,
    names: cut.removed.map(nameOf).sort(),
    used: cut.removed.filter((id) => facts.used.has(id)).map(nameOf),
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
