import type { PermissionSet } from '../../../model/permission-set.ts';
import { lazy } from '../../shared/catalogue/catalogue-file.ts';
import { awsCatalogue } from '../catalogue/catalogue.ts';
import { ActionExpander, type Selection } from '../policy/index.ts';

/** The expander over the whole AWS catalogue; what it has expanded serves every inventory of the process. */
export const actionExpander = lazy(() => new SelectionExpander(awsCatalogue.permissions()));

/**
 * Answers for one `Action` element once, however many principals hold its document:
 * an AWS-managed policy may list thousands of actions and be attached to everyone.
 */
class SelectionExpander extends ActionExpander {
  readonly #selected = new WeakMap<Selection, PermissionSet>();
  readonly #unmatched = new WeakMap<Selection, readonly string[]>();

  override select(selection: Selection): PermissionSet {
    const known = this.#selected.get(selection);
    if (known !== undefined) return known;
    const selected = super.select(selection);
    this.#selected.set(selection, selected);
    return selected;
  }

  override unmatched(selection: Selection): readonly string[] {
    const known = this.#unmatched.get(selection);
    if (known !== undefined) return known;
    const unmatched = super.unmatched(selection);
    this.#unmatched.set(selection, unmatched);
    return unmatched;
  }
}
