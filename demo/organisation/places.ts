import type { Random } from '../random.ts';

export type PlaceKind = 'office' | 'home' | 'hosting' | 'cloud' | 'internal';

/** Where calls come from, as an IP table would answer: country, network and its number. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  /** ISO 3166 code; absent for addresses that have no country. */
  readonly country?: string;
  /** Autonomous system; absent for private addresses. */
  readonly asn?: number;
  readonly network: string;
  /** `a.b.c.d` for one address, `a.b-b.*.*` and the like for a block. */
  readonly addresses: string;
}

/** The places of the demo organisation; the public blocks have belonged to their networks for many years. */
export const places = {
  hamburgOffice: place('hamburg-office', 'office', 'DE', 3320, 'Deutsche Telekom', '217.86.151.34'),
  dublinOffice: place('dublin-office', 'office', 'IE', 5466, 'Eir', '86.43.97.18'),
  newarkOffice: place('newark-office', 'office', 'US', 701, 'Verizon', '173.54.210.66'),
  germanHomes: place('german-homes', 'home', 'DE', 3320, 'Deutsche Telekom', '91.10-55.*.*'),
  irishHomes: place('irish-homes', 'home', 'IE', 5466, 'Eir', '86.40-42.*.*'),
  americanHomes: place('american-homes', 'home', 'US', 7922, 'Comcast', '73.140-200.*.*'),
  frankfurtCloud: place('frankfurt-cloud', 'cloud', 'DE', 16509, 'Amazon', '18.194-195.*.*'),
  virginiaCloud: place('virginia-cloud', 'cloud', 'US', 14618, 'Amazon', '3.208-223.*.*'),
  irelandCloud: place('ireland-cloud', 'cloud', 'IE', 16509, 'Amazon', '34.240-247.*.*'),
  ciRunners: place('ci-runners', 'cloud', 'US', 8075, 'Microsoft', '20.64-66.*.*'),
  vendorCloud: place('vendor-cloud', 'cloud', 'US', 396982, 'Google Cloud', '34.66-75.*.*'),
  rentedServer: place('rented-server', 'hosting', 'DE', 24940, 'Hetzner', '88.198.64.117'),
  vietnam: place('vietnam', 'home', 'VN', 45899, 'VNPT', '113.161.72.9'),
  anonymiser: place('anonymiser', 'hosting', 'DE', 60729, 'Tor exits', '185.220.101.*'),
  vpc: { id: 'vpc', kind: 'internal', network: 'private', addresses: '10.20-21.*.*' },
} as const satisfies Record<string, Place>;

/** Gives an address of that place; one and the same stream gives one and the same address. */
export function addressAt(spot: Place, random: Random): string {
  const parts = spot.addresses.split('.').map((part) => {
    if (part === '*') return random.between(1, 254);
    const [low = 0, high = low] = part.split('-').map(Number);
    return random.between(low, high);
  });
  return parts.join('.');
}

function place(
  id: string,
  kind: PlaceKind,
  country: string,
  asn: number,
  network: string,
  addresses: string,
): Place {
  return { id, kind, country, asn, network, addresses };
}
