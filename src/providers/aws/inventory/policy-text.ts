import { decodeDocument } from '../policy/decode.ts';
import { type GrantRow, rowsOf } from '../policy/granted-row.ts';
import { type ActionExpander, lostEffects, type Policy, parsePolicy } from '../policy/index.ts';

/** A policy document, read once however many hold it. */
export interface PolicyText {
  /** Number within one read, for keys of combinations. */
  readonly number: number;
  /** The document as JSON text; empty when it could not be read. */
  readonly text: string;
  readonly policy: Policy;
  /** Which effects it may have beyond the statements that could be read. */
  readonly lost: { readonly allow: boolean; readonly deny: boolean };
}

/** Keeps one {@link PolicyText} for each distinct document, and the expanded rows of each. */
export class PolicyTexts {
  readonly expander: ActionExpander;
  readonly #byInput = new Map<string, PolicyText>();
  readonly #byText = new Map<string, PolicyText>();
  readonly #rows = new Map<PolicyText, { identity?: readonly GrantRow[]; limit?: readonly GrantRow[] }>();

  constructor(expander: ActionExpander) {
    this.expander = expander;
  }

  /** Reads a document in any of the forms that exports have. */
  of(document: unknown): PolicyText {
    const input = typeof document === 'string' ? document : stringify(document);
    const known = this.#byInput.get(input);
    if (known !== undefined) return known;
    const decoded = decodeDocument(document);
    const text =
      decoded.kind === 'unreadable' ? '' : decoded.tree === document ? input : stringify(decoded.tree);
    const found = (text === '' ? undefined : this.#byText.get(text)) ?? this.#read(text, document);
    this.#byInput.set(input, found);
    return found;
  }

  /** What each statement contributes, whoever holds it. */
  rows(document: PolicyText, part: 'identity' | 'limit'): readonly GrantRow[] {
    const rows = this.#rows.get(document) ?? {};
    this.#rows.set(document, rows);
    rows[part] ??= rowsOf({ policy: document.policy, roleId: '', path: [] }, part, this.expander);
    return rows[part];
  }

  #read(text: string, document: unknown): PolicyText {
    const policy = parsePolicy(document);
    const read = { number: this.#byInput.size, text, policy, lost: lostEffects(policy) };
    if (text !== '') this.#byText.set(text, read);
    return read;
  }
}

/** Hostile documents may be nested deeper than the engine can write. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
