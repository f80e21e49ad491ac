import { groupBy } from '../../model/group-by.ts';
import type { FleetGap, TokenGap } from '../gap.ts';
import { shortName } from './wording.ts';

/** Shorter names are those of anybody, or of teams. */
const nameLengthMin = 5;

/** `anna.lind@example.com` and the login `anna-lind` have the same name. */
function nameIn(text: string): string {
  return (text.split('@')[0] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Who answers for a token, in lower case; empty where nobody is known. */
export function ownerOf({ token, grants }: TokenGap): string {
  return (token.owner || grants?.owner || '').toLowerCase();
}

const addresses = new WeakMap<FleetGap, ReadonlyMap<string, readonly string[]>>();

/** The mail address that goes with a name, where owners and people know precisely one. */
export function addressOf(name: string, people: ReadonlySet<string>, fleet: FleetGap): string | undefined {
  const wanted = nameIn(name);
  if (people.size === 0 || wanted.length < nameLengthMin) return undefined;
  const known =
    addresses.get(fleet) ??
    groupBy(
      [...new Set([...people, ...fleet.tokens.map(ownerOf)])].filter((mail) => mail.includes('@')),
      nameIn,
    );
  addresses.set(fleet, known);
  const [address, ...others] = known.get(wanted) ?? [];
  return others.length === 0 ? address : undefined;
}

/** Parts of addresses that machines have: `svc-hr-sync@example.com`. */
const ofMachine =
  /^(?:svc|srv|sa|service|bot|robot|app|api|sys|system|auto|automation|integration|noreply|no-reply|ci|cron)[._-]|[._-](?:svc|bot|robot|service|automation|integration|noreply)@/;

/** Whether an address says of itself that it is a machine’s, which no list of people need know. */
export function isMachineAddress(address: string): boolean {
  return ofMachine.test(address);
}

/** Ids of principals that go by the name of one of the people. */
export function personsAmong(people: ReadonlySet<string>, { tokens }: FleetGap): readonly string[] {
  const names = new Set([...people].map(nameIn).filter((name) => name.length >= nameLengthMin));
  if (names.size === 0) return [];
  const ids = tokens.filter(({ token }) => names.has(nameIn(shortName(token.principalId))));
  return [...new Set(ids.map(({ token }) => token.principalId))];
}
