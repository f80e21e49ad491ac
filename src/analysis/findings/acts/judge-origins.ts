import type { PlaceFacts } from '../place-days.ts';
import { isByHand } from './agent-kinds.ts';
import type { OriginDays } from './origin-days.ts';

/** So many days of a machine’s work have to be known before a hand on its token is strange. */
const machineDaysMin = 20;
/** Who uses a token by hand on more than this share of its days shares it. */
const visitShareMax = 0.25;
/** A workload is there on so many days, … */
const workloadDaysMin = 14;
/** … and on this share of the days of its token, … */
const workloadShareMin = 0.2;
/** … and of what two of them use they have at most this share in common. */
const commonShareMax = 0.2;

/** A machine works with a person’s token on so many days, … */
const jobDaysMin = 14;
/** … on so many of a weekend, … */
const jobWeekendsMin = 4;
/** … and on this share of the days from the first to the last. */
const jobShareMin = 0.5;

/** Whose origins they are, and what is known of places. */
export interface OriginContext {
  readonly principalId: string;
  readonly places: ReadonlyMap<string, PlaceFacts>;
  /** By place, some principals used by hand from there. */
  readonly people: ReadonlyMap<string, readonly string[]>;
}

/** What several origins of one token come to. */
export interface JudgedOrigins {
  /** By hand, of a token that a machine works with: from where other people of the organisation sit too. */
  readonly visits: readonly OriginDays[];
  /** Two or more that go on side by side and do different things. */
  readonly workloads: readonly OriginDays[];
  /** Of a person’s token: programs that go on through nights and weekends, from where nobody sits. */
  readonly jobs: readonly OriginDays[];
}

/** Tells visits of people and several workloads apart from a job that moved, or that runs in two places. */
export function judgeOrigins(origins: readonly OriginDays[], context: OriginContext): JudgedOrigins {
  const visits = origins.filter((origin) => isVisit(origin, origins, context));
  return {
    visits,
    workloads: workloadsOf(origins.filter((origin) => !visits.includes(origin))),
    jobs: visits.length > 0 ? [] : origins.filter((origin) => isJob(origin, context)),
  };
}

/** From where tokens of machines were used by hand, or those of people by machines: only of these places it matters who sits there. */
export function visitedPlaces(all: readonly (readonly OriginDays[])[]): readonly string[] {
  const visited = all.flatMap((origins) => {
    const byHand = origins.filter(({ agent }) => isByHand(agent));
    const jobs = origins.filter(
      ({ isOfPerson, days, agent }) => isOfPerson && !isByHand(agent) && days.length >= jobDaysMin,
    );
    return [...(byHand.length < origins.length ? byHand : []), ...jobs].map(({ place }) => place);
  });
  return [...new Set(visited)].sort();
}

function isVisit(origin: OriginDays, origins: readonly OriginDays[], context: OriginContext): boolean {
  const { place, agent, days } = origin;
  if (!isByHand(agent) || context.places.get(place)?.kind !== 'public') return false;
  const others = context.people.get(place)?.some((id) => id !== context.principalId) ?? false;
  if (!others) return false;
  const machine = origins.filter((other) => !isByHand(other.agent));
  const machineDays = new Set(machine.flatMap((other) => other.days)).size;
  return (
    machineDays >= machineDaysMin &&
    days.length <= visitShareMax * machineDays &&
    machine.every((other) => other.place !== place)
  );
}

function isJob({ place, agent, days, isOfPerson }: OriginDays, context: OriginContext): boolean {
  if (!isOfPerson || agent === '' || isByHand(agent)) return false;
  const kind = context.places.get(place)?.kind;
  const sitting = context.people.get(place) ?? [];
  const isLonely =
    kind === 'cloud'
      ? sitting.every((id) => id === context.principalId)
      : kind === 'public' && sitting.length === 0;
  const length = (days.at(-1) ?? 0) - (days[0] ?? 0) + 1;
  return (
    isLonely &&
    days.length >= jobDaysMin &&
    days.length >= jobShareMin * length &&
    days.filter(isWeekend).length >= jobWeekendsMin
  );
}

/** Of epoch days; 1970 began on a Thursday. */
function isWeekend(day: number): boolean {
  return day % 7 === 2 || day % 7 === 3;
}

function workloadsOf(origins: readonly OriginDays[]): readonly OriginDays[] {
  const allDays = new Set(origins.flatMap(({ days }) => days)).size;
  const steady = origins
    .filter(({ days }) => days.length >= Math.max(workloadDaysMin, workloadShareMin * allDays))
    .toSorted((a, b) => b.calls - a.calls);
  const apart: OriginDays[] = [];
  for (const origin of steady) {
    if (apart.every((other) => areApart(origin, other))) apart.push(origin);
  }
  return apart.length > 1 ? apart : [];
}

function areApart(a: OriginDays, b: OriginDays): boolean {
  const from = Math.max(a.days[0] ?? 0, b.days[0] ?? 0);
  const to = Math.min(a.days.at(-1) ?? 0, b.days.at(-1) ?? 0);
  const common = a.used.intersect(b.used).size;
  return (
    a.agent !== b.agent &&
    a.place !== b.place &&
    to - from >= workloadDaysMin &&
    common <= commonShareMax * Math.min(a.used.size, b.used.size)
  );
}
