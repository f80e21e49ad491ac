import type { HeldDocument } from '../../../../model/policy-proposal.ts';
import { type CompiledStatement, compilePolicy } from '../compile-policy.ts';
import { decodeDocument, isTree, own } from '../decode.ts';
import { lostEffects, type Policy, parsePolicy } from '../parse.ts';
import type { Selection } from '../parse-statement.ts';
import { escapeVariables } from '../resource-pattern.ts';
import { type HeldCondition, heldCondition } from './held-condition.ts';
import { order } from './unique.ts';

/** An allowing statement as held now; patterns are in the language version with variables. */
export interface HeldAllow {
  readonly actions: Selection;
  readonly resources: Selection;
  /** Absent: without condition. */
  readonly condition: HeldCondition | undefined;
}

/** A denying statement, as it is to be written elsewhere. */
export interface HeldDeny {
  readonly sid: string | undefined;
  readonly actions: Selection;
  readonly resources: Selection;
  readonly condition: HeldCondition | undefined;
}

/** A held document as read. */
export interface HeldPolicy {
  readonly document: HeldDocument;
  readonly isReadable: boolean;
  readonly allows: readonly HeldAllow[];
  readonly denies: readonly HeldDeny[];
  /** The allowing statements that speak of a permission. */
  readonly allowsFor: (permission: string) => readonly HeldAllow[];
}

/** Reads the documents a holder has, in an order of their own. */
export function readHeld(documents: readonly HeldDocument[]): readonly HeldPolicy[] {
  const sorted = [...documents].sort((a, b) => order(a.id, b.id) || order(a.document, b.document));
  return sorted.map(readOne);
}

function readOne(document: HeldDocument): HeldPolicy {
  const policy = parsePolicy(document.document);
  const lost = lostEffects(policy);
  const native = nativeStatements(document.document);
  const compiled = compilePolicy(policy);
  const allows = new Map<CompiledStatement, HeldAllow>();
  const denies: HeldDeny[] = [];
  for (const one of compiled.statements) {
    const { statement } = one;
    const resources = current(statement.resources ?? everything, policy);
    const written = native[statement.index];
    const condition = heldCondition(isTree(written) ? own(written, 'Condition') : undefined, policy.version);
    if (statement.effect === 'allow') allows.set(one, { actions: statement.actions, resources, condition });
    else denies.push({ sid: statement.sid, actions: sorted(statement.actions), resources, condition });
  }
  return {
    document,
    isReadable: !lost.allow && !lost.deny,
    allows: [...allows.values()],
    denies,
    allowsFor: (permission) =>
      compiled.statementsFor(permission.toLowerCase()).flatMap((one) => allows.get(one) ?? []),
  };
}

const everything: Selection = { kind: 'only', patterns: ['*'] };

function current(selection: Selection, { version }: Policy): Selection {
  if (version === '2012-10-17') return sorted(selection);
  return sorted({ ...selection, patterns: selection.patterns.map(escapeVariables) });
}

function sorted({ kind, patterns }: Selection): Selection {
  return { kind, patterns: [...new Set(patterns)].sort(order) };
}

function nativeStatements(document: string): readonly unknown[] {
  const decoded = decodeDocument(document);
  const value = decoded.kind === 'unreadable' ? undefined : own(decoded.tree, 'Statement');
  return Array.isArray(value) ? value : [value];
}
