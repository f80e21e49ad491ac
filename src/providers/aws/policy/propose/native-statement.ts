import type { Selection } from '../parse-statement.ts';
import type { Draft } from './draft.ts';

/** A named draft. */
export interface NamedDraft extends Draft {
  readonly sid: string;
}

/** A statement as IAM writes it; what stands alone needs no list. */
export function nativeStatement(draft: NamedDraft): Readonly<Record<string, unknown>> {
  const { sid, effect, actions, resources, condition } = draft;
  return {
    Sid: sid,
    Effect: effect === 'allow' ? 'Allow' : 'Deny',
    ...element('Action', actions),
    ...element('Resource', resources),
    ...(condition === undefined ? {} : { Condition: condition.native }),
  };
}

/** A document of these statements. */
export function nativeDocument(drafts: readonly NamedDraft[]): Readonly<Record<string, unknown>> {
  return { Version: '2012-10-17', Statement: drafts.map(nativeStatement) };
}

function element(name: string, { kind, patterns }: Selection): Readonly<Record<string, unknown>> {
  const value = patterns.length === 1 ? patterns[0] : patterns;
  return { [kind === 'only' ? name : `Not${name}`]: value };
}
