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
}

/** Tells visits of people and several workloads apart from a job that moved, or that runs in two places. */
export function judgeOrigins(origins: readonly OriginDays[], context: OriginContext): JudgedOrigins {
  const visits = origins.filter((origin) => isVisit(origin, origins, context));
  return { visits, workloads: workloadsOf(origins.filter((origin) => !visits.includes(origin))) };
}

/** From where tokens of machines were used by hand: only of these places it matters who else sits there. */
export function visitedPlaces(all: readonly (readonly OriginDays[])[]): readonly string[] {
  const visited = all.flatMap((origins) => {
    const byHand = origins.filter(({ agent }) => isByHand(agent));
    return byHand.length < origins.length ? byHand.map(({ place }) => place) : [];
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
