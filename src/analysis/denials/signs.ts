import type { DenialSign, DenialSignName } from '../../model/denials.ts';
import { rhythmOf } from '../rhythm.ts';
import { hasBegun } from './pace.ts';
import { type AccessChange, takingChanges } from './read-access-changes.ts';
import type { Want } from './read-wants.ts';
import { type Familiarity, familiarityOf, historyDaysMin, type WantFacts } from './want-facts.ts';

/** What each sign weighs; published in docs/denials.md. */
export const signPoints: Readonly<Record<DenialSignName, number>> = {
  'allowed-before': 3,
  'taken-away': 3,
  'access-changed': 1,
  repeated: 2,
  regular: 1,
  began: 1,
  'usual-place': 1,
  'new-place': -3,
  'new-agent': -1,
  burst: -3,
  'looks-around': -1,
  once: -1,
  episode: -4,
  scanner: -3,
  anonymous: -5,
};

const repeatedDaysMin = 3;
/** A change explains refusals that begin within this time. */
const changeSecondsMax = 14 * 86_400;
/** So many different wants, all begun within a day of each other, none of them lasting, are a burst. */
const burstWantsMin = 4;
const burstSecondsMax = 86_400;
const burstDaysMax = 2;
const daySeconds = 86_400;

/** What the log says of a refused want, for and against a need. */
export function signsOf(facts: WantFacts): DenialSign[] {
  const texts = facts.want.principalKind === 'anonymous' ? { anonymous: anonymousText } : textsOf(facts);
  return (Object.entries(texts) as [DenialSignName, string | undefined][]).flatMap(([sign, text]) =>
    text === undefined ? [] : [{ sign, points: signPoints[sign], text }],
  );
}

const anonymousText = 'the calls carry no credential: whoever made them is nobody of yours';

function textsOf(facts: WantFacts): Partial<Record<DenialSignName, string | undefined>> {
  return {
    'allowed-before': allowedBefore(facts),
    ...changeTexts(facts),
    repeated: repeated(facts.want),
    regular: regular(facts),
    began: began(facts),
    ...originTexts(facts),
    burst: burst(facts),
    'looks-around': looksAround(facts),
    once: facts.want.days.length === 1 ? 'refused on a single day' : undefined,
    episode:
      facts.episodes.length === 0
        ? undefined
        : `only asked for in what looks like somebody else’s doing: ${facts.episodes.join(', ')}`,
    scanner:
      facts.sweeper &&
      `its token asks for ${facts.sweeper.readsMax} different things to list or read on ${facts.sweeper.days.length} days: that one of them is refused says little`,
  };
}

/** The last time it was let through before the first refusal, unless that went on beside the refusals. */
export function passedBefore({ want, passed }: WantFacts): number | undefined {
  if (passed.some(({ firstAt, lastAt }) => lastAt > want.firstAt && firstAt < want.lastAt)) return undefined;
  return passed.findLast(({ lastAt }) => lastAt <= want.firstAt)?.lastAt;
}

function allowedBefore(facts: WantFacts): string | undefined {
  const at = passedBefore(facts);
  return at === undefined
    ? undefined
    : `let through until ${dateOf(at)}, refused since ${dateOf(facts.want.firstAt)}`;
}

/** The changes of access that may have led to the first refusal. */
export function changesBefore({ want, changes }: WantFacts): readonly AccessChange[] {
  return changes.filter(({ at }) => at <= want.firstAt && want.firstAt - at <= changeSecondsMax);
}

function changeTexts(facts: WantFacts): Partial<Record<DenialSignName, string>> {
  const near = changesBefore(facts);
  const taken = near.findLast(({ change }) => takingChanges.has(change));
  if (taken) return { 'taken-away': `begins ${afterText(taken, facts.want)}` };
  if (facts.lostGrant !== undefined) {
    const { from, to } = facts.lostGrant;
    return {
      'taken-away': `the inventory of ${dateOf(from)} granted it, that of ${dateOf(to)} does not`,
    };
  }
  const changed = near.at(-1);
  return changed ? { 'access-changed': `begins ${afterText(changed, facts.want)}` } : {};
}

function afterText({ at, change, object, subject }: AccessChange, want: Want): string {
  const days = Math.floor((want.firstAt - at) / daySeconds);
  const when = days === 0 ? 'less than a day' : days === 1 ? 'a day' : `${days} days`;
  return `${when} after a change of its access: ${change} ${object || subject} on ${dateOf(at)}`;
}

function repeated({ days }: Want): string | undefined {
  return days.length >= repeatedDaysMin ? `refused on ${days.length} days` : undefined;
}

function regular({ want, span }: WantFacts): string | undefined {
  const { kind, text } = rhythmOf(want.days, span);
  return kind === 'irregular' || kind === 'once' || kind === 'none' ? undefined : `refused ${text}`;
}

/** Whether the refusals began inside the span, while the token was at work before. */
export function hasBegunInside({ want, span, history }: WantFacts): boolean {
  const [first = 0] = want.days;
  const before = history.days.filter((day) => day < first);
  if (before.length < historyDaysMin) return false;
  const spanFirst = Math.floor(span.from / 1000 / daySeconds);
  const spanLast = Math.floor((span.to - 1) / 1000 / daySeconds);
  const start = Math.max(spanFirst, before[0] ?? spanFirst);
  return hasBegun(want.days.length, first - start, spanLast - first + 1);
}

function began(facts: WantFacts): string | undefined {
  if (!hasBegunInside(facts) || facts.want.days.length < repeatedDaysMin) return undefined;
  return `began on ${dateOf(facts.want.firstAt)}; at its pace it would have been refused before, had it been asked for`;
}

function originTexts(facts: WantFacts): Partial<Record<DenialSignName, string>> {
  const places = familiarities(facts, 'place');
  const agents = familiarities(facts, 'agent');
  const strange = (known: readonly (readonly [string, Familiarity])[]): string | undefined =>
    known.length > 0 && known.every(([, familiarity]) => familiarity === 'new')
      ? known.map(([value]) => value).join(', ')
      : undefined;
  const newPlace = strange(places);
  const newAgent = strange(agents);
  const usual = places.find(([, familiarity]) => familiarity === 'usual');
  return {
    ...(usual && { 'usual-place': `from a place it usually calls from: ${usual[0]}` }),
    ...(newPlace !== undefined && {
      'new-place': `only from where it had not called from before: ${newPlace}`,
    }),
    ...(newAgent !== undefined && {
      'new-agent': `only with what it had not called with before: ${newAgent}`,
    }),
  };
}

/** Places or agents of the refusals, each with how familiar it was when they began. */
export function familiarities(
  { want, facets, history }: WantFacts,
  kind: 'place' | 'agent',
): readonly (readonly [value: string, Familiarity])[] {
  const [first = 0] = want.days;
  return (kind === 'place' ? facets.places : facets.agents).map(({ value }) => {
    const origin = history.origins.find((known) => known.kind === kind && known.value === value);
    return [value, familiarityOf(origin, history, first)];
  });
}

function burst(facts: WantFacts): string | undefined {
  const isBrief = (want: Want): boolean => want.days.length <= burstDaysMax;
  if (!isBrief(facts.want) || passedBefore(facts) !== undefined) return undefined;
  const near = facts.others.filter(
    (other) => isBrief(other) && Math.abs(other.firstAt - facts.want.firstAt) <= burstSecondsMax,
  );
  const wants = new Set([...near, facts.want].map(({ permission }) => permission)).size;
  return wants >= burstWantsMin
    ? `one of ${wants} different permissions that its token was first refused within a day`
    : undefined;
}

function looksAround({ level, service, usedServices }: WantFacts): string | undefined {
  if (level !== 'list' && level !== 'permissions') return undefined;
  if (usedServices.has(service)) return undefined;
  const what = level === 'list' ? 'lists what there is' : 'changes access';
  return `${what} in ${service}, a service its principal does not use`;
}

function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
