import type { Permission } from '../../../model/permission.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import { compileGlobText } from './glob.ts';
import type { Selection } from './parse-statement.ts';

/** Turns action patterns into sets of permissions of one catalogue. Answers are remembered. */
export class ActionExpander {
  readonly all: PermissionSet;
  /** Permissions that apply to everything or nothing: no resource can be named for them. */
  readonly withoutResource: PermissionSet;
  readonly #byName = new Map<string, number>();
  readonly #services = new Map<string, NamedId[]>();
  readonly #expanded = new Map<string, PermissionSet>();
  readonly #selected = new Map<string, PermissionSet>();

  constructor(permissions: readonly Permission[]) {
    this.all = PermissionSet.of(permissions.map((permission) => permission.id));
    const withoutResource = permissions.filter((permission) => permission.resourceKinds.length === 0);
    this.withoutResource = PermissionSet.of(withoutResource.map((permission) => permission.id));
    for (const { name, id } of permissions) {
      const action = name.toLowerCase();
      const service = action.slice(0, action.indexOf(':') + 1);
      const named = this.#services.get(service) ?? [];
      named.push({ action, id });
      this.#services.set(service, named);
      this.#byName.set(action, id);
    }
  }

  /** The permissions whose names match one action pattern, whatever the case. */
  expand(pattern: string): PermissionSet {
    const wanted = pattern.toLowerCase();
    const known = this.#expanded.get(wanted);
    if (known !== undefined) return known;
    const found = this.#match(wanted);
    if (this.#expanded.size < rememberedMax) this.#expanded.set(wanted, found);
    return found;
  }

  /** The permissions an `Action` or `NotAction` element selects. */
  select(selection: Selection): PermissionSet {
    const [only] = selection.patterns;
    if (selection.kind === 'only' && selection.patterns.length === 1 && only !== undefined) {
      return this.expand(only);
    }
    const key = `${selection.kind}\n${selection.patterns.join('\n')}`;
    const known = this.#selected.get(key);
    if (known !== undefined) return known;
    const named = PermissionSet.unionOf(selection.patterns.map((pattern) => this.expand(pattern)));
    const selected = selection.kind === 'only' ? named : this.all.subtract(named);
    if (this.#selected.size < rememberedMax) this.#selected.set(key, selected);
    return selected;
  }

  /**
   * The patterns of an `Action` element that match nothing in the catalogue: misspelt, retired or newer than
   * it. An exception that matches nothing excepts nothing, so `NotAction` has none.
   */
  unmatched(selection: Selection): readonly string[] {
    if (selection.kind === 'except') return [];
    return selection.patterns.filter((pattern) => this.expand(pattern).isEmpty);
  }

  #match(pattern: string): PermissionSet {
    if (!/[*?]/.test(pattern)) {
      const id = this.#byName.get(pattern);
      return id === undefined ? PermissionSet.empty : PermissionSet.of([id]);
    }
    if (/^\*+(:\*+)?$/.test(pattern)) return this.all;
    const test = compileGlobText(pattern);
    const found: number[] = [];
    for (const named of this.#candidates(pattern)) {
      for (const { action, id } of named) if (test(action)) found.push(id);
    }
    return PermissionSet.of(found);
  }

  #candidates(pattern: string): Iterable<readonly NamedId[]> {
    const service = /^[^*?:]+:/.exec(pattern)?.[0];
    if (service === undefined) return this.#services.values();
    const named = this.#services.get(service);
    return named === undefined ? [] : [named];
  }
}

interface NamedId {
  readonly action: string;
  readonly id: number;
}

/** Bounds the memory that hostile or very varied policies can take. */
const rememberedMax = 50_000;
