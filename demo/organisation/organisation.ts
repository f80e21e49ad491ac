import type { Random } from '../random.ts';
import { colleagues, type Person, people } from './people.ts';
import type { TeamId } from './teams.ts';

/** A program of the organisation that acts by itself, whatever systems it calls. */
export interface Workload {
  readonly id: string;
  readonly team: TeamId;
  readonly owner: Person;
}

/** Who and what the organisation consists of, before any provider gives them identities. */
export interface Organisation {
  readonly name: string;
  readonly slug: string;
  readonly domain: string;
  /** Everybody, named people first. */
  readonly staff: readonly Person[];
  /** The services that customers use; each copy of the organisation's shape adds eight. */
  readonly services: readonly Workload[];
}

const nouns =
  'freight tracking quote label customs route invoice yard carrier dock pallet claims fleet depot manifest tariff'.split(
    ' ',
  );
const roles = 'api worker sync gateway planner feed mailer index'.split(' ');
const leads = [people.graceKim, people.hannaVogel, people.inesMoreau, people.danielOrtiz, people.sofiaRossi];
const servicesPerCopy = 8;
const colleaguesPerCopy = 12;

/** Builds the organisation at a size of `copies`; what exists at one size also exists at every larger one. */
export function buildOrganisation(copies: number, random: Random): Organisation {
  const staff = [...Object.values(people), ...colleagues((copies - 1) * colleaguesPerCopy, random)];
  return {
    name: 'Meridian Freight',
    slug: 'meridian',
    domain: 'meridianfreight.example',
    staff,
    services: Array.from({ length: copies * servicesPerCopy }, (_, index) => workload(index)),
  };
}

function workload(index: number): Workload {
  const noun = nouns[index % nouns.length] ?? 'freight';
  const round = Math.floor(index / nouns.length);
  const role = roles[(index + round) % roles.length] ?? 'api';
  const generation = Math.floor(round / roles.length);
  const owner = leads[index % leads.length] ?? people.graceKim;
  const id = generation === 0 ? `${noun}-${role}` : `${noun}-${role}-${generation + 1}`;
  return { id, team: owner.team, owner };
}
