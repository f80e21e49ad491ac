import type { GrantRecord, InventoryRead } from '../model/inventory.ts';
import type { AccountNaming } from '../providers/provider.ts';

/**
 * What a name given to an account makes of the ids in it: where two accounts may use one id, the name stands before each, so
 * that no use in the one is ever taken for one in the other.
 */
export class NamedAccount {
  readonly #naming: AccountNaming;
  readonly name: string;

  constructor(naming: AccountNaming, name: string) {
    this.#naming = naming;
    this.name = name;
  }

  account(account: string): string {
    return account === this.#naming.unnamed ? this.name : this.#before(account);
  }

  id(id: string): string {
    return this.#naming.hasLocalIds === undefined || id === '' ? id : this.#before(id);
  }

  #before(text: string): string {
    return `${this.name}/${text}`;
  }

  /** What was read of inventories of the account. */
  read(read: InventoryRead): InventoryRead {
    const placed = <One extends { readonly account: string }>(one: One): One => ({
      ...one,
      account: this.account(one.account),
    });
    const held = <One extends { readonly account: string; readonly principalId: string }>(one: One): One => ({
      ...placed(one),
      principalId: this.id(one.principalId),
    });
    const ofToken = <
      One extends { readonly account: string; readonly principalId: string; readonly tokenId?: string },
    >(
      one: One,
    ): One => ({ ...held(one), ...(one.tokenId !== undefined && { tokenId: this.id(one.tokenId) }) });
    const identified = <One extends { readonly account: string; readonly id: string }>(one: One): One => ({
      ...placed(one),
      id: this.id(one.id),
    });
    const grant = (one: GrantRecord): GrantRecord => ({ ...ofToken(one), roleId: this.id(one.roleId) });
    return {
      ...read,
      principals: read.principals.map(identified),
      tokens: read.tokens.map((token) => ({ ...held(token), id: this.id(token.id) })),
      roles: read.roles.map(identified),
      grants: {
        *[Symbol.iterator]() {
          for (const one of read.grants) yield grant(one);
        },
      },
      effective: read.effective.map(ofToken),
      lastAccessed: read.lastAccessed.map(held),
      recordings: read.recordings.map(placed),
      ...(read.links && {
        links: read.links.map((link) => ({
          ...placed(link),
          statedBy: this.id(link.statedBy),
          ...(link.target === link.statedBy && { target: this.id(link.target) }),
          ...(link.from.kind === 'principal' && { from: { ...link.from, id: this.id(link.from.id) } }),
        })),
      }),
    };
  }

  /** SQL for what the provider reads of a log of the account; it takes the parameter `accountName`. */
  calls(records: string): string {
    const { unnamed = '', hasLocalIds } = this.#naming;
    const before = (column: string): string => `concat({accountName: String}, '/', ${column})`;
    const columns = ['account', 'principal_account'].map(
      (column) => `if(${column} = '${unnamed}', {accountName: String}, ${before(column)}) AS ${column}`,
    );
    // An issued credential joins its calls by an id that is the same nowhere else.
    const ids = ['token_id', 'principal_id', 'subject_id', 'object_id', 'event_id', 'call_id'].map(
      (column) => {
        const isOther = column === 'object_id' ? "object_id = '' OR change = 'mint'" : `${column} = ''`;
        return `if(${isOther}, ${column}, ${before(column)}) AS ${column}`;
      },
    );
    return `SELECT * REPLACE (${[...columns, ...(hasLocalIds ? ids : [])].join(', ')}) FROM (${records})`;
  }
}
