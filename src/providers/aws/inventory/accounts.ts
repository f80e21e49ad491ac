import { accountOf, isAccountId, parseArn } from './arn.ts';
import type { Origin } from './document.ts';
import type { Facts } from './facts.ts';
import { labelOf } from './labels.ts';

/** What a fact without ARN says of whose it is. */
interface Named {
  readonly origin: Origin;
  readonly userName?: string | undefined;
  readonly keyId?: string | undefined;
}

/**
 * Finds the account of facts that do not name it: a key list gives only user names.
 * In this order: an account number around the answer or in its path; the account that whoever loads it says; the only account of the nearest folder that
 * has any, if it knows the user; the only account that knows the user; the account that the key id carries.
 */
export class AccountFinder {
  readonly #byPlace = new Map<string, Set<string>>();
  readonly #byUser = new Map<string, Set<string>>();
  readonly #partitions = new Map<string, string>();
  readonly #known: ReadonlySet<string>;

  readonly #said: string | undefined;

  /** @param said the account that whoever loads the facts says they are of */
  constructor(facts: Facts, said?: string) {
    this.#said = said !== undefined && isAccountId(said) ? said : undefined;
    for (const { arn, kind, name, origin } of facts.identities) {
      this.#mention(accountOf(arn), origin, kind === 'user' ? name : undefined, arn);
    }
    for (const { arn, origin } of facts.policies) this.#mention(accountOf(arn), origin, undefined, arn);
    for (const { arn, row, origin } of facts.reportRows) {
      this.#mention(accountOf(arn), origin, row.get('user'), arn);
    }
    this.#known = new Set([...this.#byPlace.values()].flatMap((accounts) => [...accounts]));
  }

  find(named: Named): string | undefined {
    const { origin, userName, keyId } = named;
    const numbered = this.#numbered(origin);
    if (numbered !== undefined) return numbered;
    if (this.#said !== undefined) return this.#said;
    const near = this.#nearest(origin.path);
    const users = userName === undefined ? undefined : this.#byUser.get(userName);
    if (near !== undefined && (users === undefined || users.has(near))) return near;
    if (users?.size === 1) return [...users][0];
    const carried = keyId === undefined ? undefined : keyAccount(keyId);
    if (carried !== undefined && this.#known.has(carried)) return carried;
    return near;
  }

  /** The AWS partition an account lies in, as far as its ARNs tell. */
  partitionOf(account: string): string {
    return this.#partitions.get(account) ?? 'aws';
  }

  #mention(account: string | undefined, origin: Origin, userName: string | undefined, arn: string): void {
    if (account === undefined) return;
    for (const place of places(origin.path)) add(this.#byPlace, place, account);
    if (userName !== undefined) add(this.#byUser, userName, account);
    this.#partitions.set(account, parseArn(arn)?.partition ?? 'aws');
  }

  #numbered(origin: Origin): string | undefined {
    const numbers = [
      labelOf(origin.labels, 'account'),
      ...(origin.path.match(/(?<!\d)\d{12}(?!\d)/g) ?? []).reverse(),
    ].filter((number) => number !== undefined);
    // A path may hold other numbers of twelve digits, so only a number that stands alone is believed unseen.
    if (this.#known.size > 0) return numbers.find((number) => this.#known.has(number));
    const alone = [...origin.labels, ...origin.path.split(/[\\/]/).reverse()];
    return alone.find((text) => isAccountId(text) && !minute.test(text));
  }

  #nearest(path: string): string | undefined {
    const found = places(path).find((place) => this.#byPlace.has(place));
    const accounts = found === undefined ? undefined : this.#byPlace.get(found);
    return accounts?.size === 1 ? [...accounts][0] : undefined;
  }
}

/** A file and the folders around it, nearest first; the last is the whole inventory. */
function places(path: string): readonly string[] {
  const parts = path.split(/[\\/]/);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('');
}

/** Access key ids made since 2019 carry the number of their account; older ones give a number of no meaning. */
export function keyAccount(keyId: string): string | undefined {
  const digits = [...keyId.slice(4, 14)].map((letter) => base32.indexOf(letter));
  if (digits.length < 10 || digits.includes(-1)) return undefined;
  const bits = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  const account = ((bits >> 9n) & 0xffffffffffn).toString().padStart(12, '0');
  return isAccountId(account) ? account : undefined;
}

/** A date and time to the minute, as folders of exports are named. */
const minute = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/;

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}
