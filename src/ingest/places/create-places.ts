import { parseAddress } from './parse-address.ts';
import type { PlacesData } from './places-format.ts';
import { valueAt } from './range-table.ts';
import { first48Bits, specialRangeOf } from './special-ranges.ts';

/**
 * What an address belongs to. `public`: somebody's network; `cloud`: a network that rents out machines, where a country
 * says little about a person; `private`: an address that only means something inside a network, or nothing anywhere;
 * `service`: not an address but a name, as providers write it for calls they made themselves; `unknown`: anything else.
 */
export type PlaceKind = 'public' | 'cloud' | 'private' | 'service' | 'unknown';

/** Where a call came from. */
export interface Place {
  readonly kind: PlaceKind;
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
  /** Autonomous system number, or 0. */
  readonly asn: number;
  /** The network's organisation, cloud, special range or service; or empty. */
  readonly network: string;
  /** For people: at most 80 characters on one line, for example `DE · Deutsche Telekom`. */
  readonly label: string;
}

/** Tells places of addresses. */
export interface Places {
  /** Day of the address data, as `2026-06-17`. */
  readonly date: string;
  /** Whose data this is; pages and reports that show places show it too, as the licence asks. */
  readonly credit: string;
  /** Total and bounded: any text gives a place, however long or odd. */
  of(address: string): Place;
}

/** Tables of our own beside the address data. */
export interface PlaceNames {
  /** AS numbers of each cloud. */
  readonly clouds: Readonly<Record<string, readonly number[]>>;
  /** What else logs write where an address is expected; compared without regard to case. */
  readonly words: Readonly<Record<'private' | 'service', readonly string[]>>;
}

const labelLengthMax = 80;
/** Longest host name (RFC 1035); nothing longer is looked at. */
const textLengthMax = 255;
const credit =
  'IP geolocation by DB-IP (https://db-ip.com); routes by routeviews.org; registrations by nro.net';
const unknownPlace: Place = { kind: 'unknown', country: '', asn: 0, network: '', label: 'unknown' };

/** Makes the lookup from loaded tables. */
export function createPlaces(data: PlacesData, names: PlaceNames): Places {
  const words = new Map([...wordPlaces('service', names), ...wordPlaces('private', names)]);
  const clouds = new Map(
    Object.entries(names.clouds).flatMap(([cloud, all]) => all.map((asn) => [asn, cloud] as const)),
  );
  const networks = new Map<number, NetworkName>();

  return { date: data.date, credit, of };

  function of(text: string): Place {
    if (text.length > textLengthMax) return unknownPlace;
    const address = parseAddress(text);
    if (address === undefined) return words.get(text.trim().toLowerCase()) ?? placeOfHost(text.trim());
    const special = specialRangeOf(address);
    if (special !== undefined) return placeByName('private', special);
    const isV4 = address.version === 4;
    const at = isV4 ? address.value : first48Bits(address.groups);
    const country = data.countries[valueAt(isV4 ? data.country4 : data.country6, at) - 1] ?? '';
    return placeOfNetwork(country, valueAt(isV4 ? data.network4 : data.network6, at));
  }

  function placeOfNetwork(country: string, value: number): Place {
    if (value === 0) return { kind: 'public', country, asn: 0, network: '', label: country || 'public' };
    const { asn, name, cloud, short } = networkName(value);
    if (cloud !== undefined) {
      const label = country === '' ? cloud : `${cloud} ${country.toLowerCase()}`;
      return { kind: 'cloud', country, asn, network: cloud, label };
    }
    const label = country === '' ? short : shorten(`${country} · ${short}`);
    return { kind: 'public', country, asn, network: name, label };
  }

  function networkName(value: number): NetworkName {
    const known = networks.get(value);
    if (known !== undefined) return known;
    const { numbers, offsets, names } = data.networks;
    const asn = numbers[value - 1] ?? 0;
    const name = names.toString('utf8', offsets[value - 1], offsets[value]) || `AS${asn}`;
    const made = { asn, name, cloud: clouds.get(asn), short: shorten(withoutLegalForm(name)) };
    networks.set(value, made);
    return made;
  }
}

interface NetworkName {
  readonly asn: number;
  readonly name: string;
  readonly cloud: string | undefined;
  readonly short: string;
}

function wordPlaces(kind: 'private' | 'service', { words }: PlaceNames): (readonly [string, Place])[] {
  return words[kind].map((word) => [word.toLowerCase(), placeByName(kind, word)]);
}

function placeOfHost(text: string): Place {
  const isHostName = /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/i.test(text);
  return isHostName ? placeByName('service', text.toLowerCase()) : unknownPlace;
}

function placeByName(kind: 'private' | 'service', name: string): Place {
  return { kind, country: '', asn: 0, network: name, label: shorten(name) };
}

const legalForms = new Set(
  'ab ag as bv co company corp corporation gmbh inc kg kk limited llc ltd nv oy oyj plc pte pty sa sarl sas spa srl'.split(
    ' ',
  ),
);

/** `Deutsche Telekom AG` → `Deutsche Telekom`. */
function withoutLegalForm(name: string): string {
  const words = name.split(' ');
  while (words.length > 1 && legalForms.has((words.at(-1) ?? '').replaceAll(/[.,()]/g, '').toLowerCase()))
    words.pop();
  return words.join(' ').replace(/,$/, '');
}

function shorten(text: string): string {
  return text.length > labelLengthMax ? `${text.slice(0, labelLengthMax - 1)}…` : text;
}
