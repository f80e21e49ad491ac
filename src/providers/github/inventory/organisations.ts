import type { PlacedItem } from './item.ts';

/** Finds the organisation that an item is of: many answers do not name it. */
export class Organisations {
  readonly #byNumber = new Map<string, string>();
  readonly #names = new Set<string>();

  readonly #said: string | undefined;

  /** @param said the organisation that whoever loads the items says they are of */
  constructor(items: readonly PlacedItem[], said?: string) {
    this.#said = said;
    for (const item of items) {
      if (item.kind === 'organization') this.#add(item.body.login, item.body.id);
      if (item.kind === 'installations' && item.body.account)
        this.#add(item.body.account.login, item.body.account.id);
      if (item.kind === 'deploy-keys') this.#add(/\/repos\/([^/]+)\//.exec(item.body.url)?.[1]);
      if (item.kind === 'repositories') this.#add(item.body.full_name.split('/')[0]);
      this.#add(pathName(item.path));
    }
  }

  /** By its number in an address of the item, by the file’s path, as somebody says, or because there is one alone; else its number. */
  of(path: string, address: string | undefined): string {
    const number = /\/organizations\/(\d+)\//.exec(address ?? '')?.[1];
    const named = number === undefined ? undefined : this.#byNumber.get(number);
    const [only, ...others] = this.#names;
    return (
      named ?? pathName(path) ?? this.#said ?? (others.length === 0 ? only : undefined) ?? number ?? 'unknown'
    );
  }

  #add(name: string | undefined, number?: number): void {
    if (name === undefined) return;
    this.#names.add(name);
    if (number !== undefined) this.#byNumber.set(String(number), name);
  }
}

/** `…/orgs/NAME/…`, as an address of the API or a folder that is laid out like one. */
function pathName(path: string): string | undefined {
  return /(?:^|\/)orgs\/([A-Za-z0-9-]+)(?:\/|\.|$)/.exec(path)?.[1];
}

/** `…/repos/OWNER/NAME/…`. */
export function pathRepository(path: string): string | undefined {
  return /(?:^|\/)repos\/([A-Za-z0-9-]+\/[\w.-]+?)(?:\/|\.json|$)/.exec(path)?.[1];
}
