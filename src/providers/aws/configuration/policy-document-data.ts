import type { Declaration } from '../../configuration.ts';
import { listIn, recordsIn, textIn, textsIn } from './parts.ts';

/**
 * The documents that data sources `aws_iam_policy_document` of a module stand for, by address.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocuments(declarations: readonly Declaration[]): ReadonlyMap<string, unknown> {
  const sources = new Map(
    declarations
      .filter(({ type }) => type === 'data.aws_iam_policy_document')
      .map((declaration) => [declaration.address, declaration.body]),
  );
  return new Map([...sources].map(([address]) => [address, documentOf(address, sources, new Set())]));
}

/** Documents may be made of others; a ring of them ends. */
function documentOf(
  address: string,
  sources: ReadonlyMap<string, unknown>,
  seen: ReadonlySet<string>,
): { readonly Version: string; readonly Statement: readonly unknown[] } {
  const body = sources.get(address);
  const within = new Set([...seen, address]);
  const parts = [...textsIn(body, 'source_policy_documents'), ...textsIn(body, 'override_policy_documents')];
  const included = parts.flatMap((part) => {
    const [, other] = /^\$\{(data\.aws_iam_policy_document\.[\w-]+)/.exec(part) ?? [];
    if (other === undefined || within.has(other)) return [];
    return documentOf(other, sources, within).Statement;
  });
  return {
    Version: textIn(body, 'version') ?? '2012-10-17',
    Statement: [...included, ...recordsIn(body, 'statement').map(statementOf)],
  };
}

function statementOf(statement: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const listed = (name: string, attribute: string) => {
    const texts = textsIn(statement, attribute);
    return texts.length === 0 ? {} : { [name]: texts };
  };
  const principals = (name: string, attribute: string) => {
    const blocks = recordsIn(statement, attribute);
    if (blocks.length === 0) return {};
    const pairs = blocks.map(
      (block) => [textIn(block, 'type') ?? '', textsIn(block, 'identifiers')] as const,
    );
    return { [name]: pairs.some(([type]) => type === '*') ? '*' : Object.fromEntries(pairs) };
  };
  const conditions = recordsIn(statement, 'condition');
  return {
    ...(textIn(statement, 'sid') !== undefined && { Sid: textIn(statement, 'sid') }),
    Effect: textIn(statement, 'effect') ?? 'Allow',
    ...listed('Action', 'actions'),
    ...listed('NotAction', 'not_actions'),
    ...listed('Resource', 'resources'),
    ...listed('NotResource', 'not_resources'),
    ...principals('Principal', 'principals'),
    ...principals('NotPrincipal', 'not_principals'),
    ...(conditions.length > 0 && { Condition: conditionOf(conditions) }),
  };
}

function conditionOf(
  blocks: readonly Readonly<Record<string, unknown>>[],
): Readonly<Record<string, unknown>> {
  const condition: Record<string, Record<string, unknown>> = {};
  for (const block of blocks) {
    const test = textIn(block, 'test') ?? '';
    condition[test] = {
      ...listIn(condition[test]),
      [textIn(block, 'variable') ?? '']: textsIn(block, 'values'),
    };
  }
  return condition;
}
