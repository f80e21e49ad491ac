import type { Random } from '../random.ts';
import type { Zone } from './calendar.ts';
import { type Place, places } from './places.ts';
import { type TeamId, teams } from './teams.ts';

export type Work = 'engineer' | 'analyst' | 'operator' | 'lead' | 'clerk';

/** Somebody who works for the organisation. */
export interface Person {
  /** Sign-in name, also the local part of the mail address. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly team: TeamId;
  readonly work: Work;
  readonly zone: Zone;
  readonly office: Place;
  readonly home: Place;
  /** Whether the person is no longer with the organisation. */
  readonly hasLeft?: boolean;
}

interface Site {
  readonly zone: Zone;
  readonly office: Place;
  readonly home: Place;
}

const hamburg: Site = { zone: 'Europe/Berlin', office: places.hamburgOffice, home: places.germanHomes };
const dublin: Site = { zone: 'Europe/Dublin', office: places.dublinOffice, home: places.irishHomes };
const newark: Site = { zone: 'America/New_York', office: places.newarkOffice, home: places.americanHomes };

/** The people whom stories name. */
export const people = {
  joyOkafor: person('Joy Okafor', 'platform', 'lead', hamburg),
  tomaszWilk: person('Tomasz Wilk', 'platform', 'engineer', hamburg),
  lenaHoffmann: person('Lena Hoffmann', 'platform', 'engineer', hamburg),
  inesMoreau: person('Ines Moreau', 'payments', 'lead', dublin),
  ciaranWalsh: person('Ciaran Walsh', 'payments', 'engineer', dublin),
  yusufDemir: person('Yusuf Demir', 'payments', 'engineer', hamburg),
  priyaAnand: person('Priya Anand', 'data', 'lead', dublin),
  martaSilva: person('Marta Silva', 'data', 'analyst', hamburg),
  benFischer: person('Ben Fischer', 'data', 'engineer', hamburg),
  graceKim: person('Grace Kim', 'logistics', 'lead', newark),
  danielOrtiz: person('Daniel Ortiz', 'logistics', 'engineer', newark),
  hannaVogel: person('Hanna Vogel', 'logistics', 'engineer', hamburg),
  sofiaRossi: person('Sofia Rossi', 'growth', 'analyst', dublin),
  owenClarke: person('Owen Clarke', 'growth', 'engineer', newark),
  ralfBrandt: person('Ralf Brandt', 'it', 'operator', hamburg),
  marcCastell: { ...person('Marc Castell', 'it', 'operator', hamburg), hasLeft: true },
  noorHaddad: person('Noor Haddad', 'security', 'lead', dublin),
  erikLindqvist: person('Erik Lindqvist', 'security', 'engineer', hamburg),
  annaSchulz: person('Anna Schulz', 'finance', 'clerk', hamburg),
  peterNolan: person('Peter Nolan', 'finance', 'clerk', dublin),
} as const;

const givenNames =
  'Aisha Bruno Carla Dmitri Elena Farid Greta Hugo Ida Jonas Karim Lucia Milan Nora Oscar Petra Rosa Samir Tara Viktor'.split(
    ' ',
  );
const familyNames =
  'Abel Berg Costa Dietz Evans Ferrari Grant Hansen Ivanov Jansen Keller Lopez Murphy Novak Olsen Park Quinn Reyes Stein Turner'.split(
    ' ',
  );

/** Adds unnamed colleagues, so that the organisation grows with the scale. */
export function colleagues(count: number, random: Random): readonly Person[] {
  return Array.from({ length: count }, (_, index) => {
    const draw = random.split(`colleague/${index}`);
    const name = `${draw.pick(givenNames)} ${draw.pick(familyNames)}`;
    const site = draw.pick([hamburg, hamburg, dublin, newark]);
    const work = draw.pick<Work>(['engineer', 'engineer', 'analyst', 'operator']);
    const colleague = person(name, draw.pick(teams).id, work, site);
    const id = `${colleague.id}${index + 1}`;
    return { ...colleague, id, email: mailAddress(id) };
  });
}

function person(name: string, team: TeamId, work: Work, site: Site): Person {
  const id = name.toLowerCase().replace(' ', '.');
  return { id, name, email: mailAddress(id), team, work, ...site };
}

function mailAddress(id: string): string {
  return `${id}@meridianfreight.example`;
}
