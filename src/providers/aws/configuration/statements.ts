import type { ConfigurationProblem } from '../../configuration.ts';
import { actionExpander } from '../inventory/action-expander.ts';
import { rowsOf } from '../policy/granted-row.ts';
import { type GrantRow, parsePolicy, type Statement } from '../policy/index.ts';
import type { PlacedDocument } from './facts.ts';

/** One statement of a document where it stands, and what it gives, takes or caps. */
export interface PlacedStatement {
  readonly row: GrantRow;
  readonly statement: Statement;
  readonly placed: PlacedDocument;
  readonly line: number;
}

/** Reads the statements of a document; what cannot be read of it, or names nothing that is known, is added to the problems. */
export function statementsOf(
  placed: PlacedDocument,
  part: 'identity' | 'limit',
  problems: ConfigurationProblem[],
): readonly PlacedStatement[] {
  problemsOf(placed, problems);
  const policy = parsePolicy(placed.document);
  const rows = rowsOf({ policy, roleId: placed.name, path: [] }, part, actionExpander());
  return policy.statements.flatMap((statement, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const line = placed.lineOfStatement(statement.index);
    // Policies that AWS wrote name what it has closed since; nobody here can mend that.
    for (const action of placed.isForeign ? [] : row.unmatchedActions)
      problems.push({ path: placed.path, line, reason: `no action is known as \`${action}\`` });
    return [{ row, statement, placed, line }];
  });
}

/** Adds what of a document cannot be read, or is known only once it is applied. */
export function problemsOf(
  { document, name, path, line }: PlacedDocument,
  problems: ConfigurationProblem[],
): void {
  if (typeof document === 'string' && document.startsWith('${')) {
    problems.push({ path, line, reason: `${name}: \`${document}\` is known only once it is applied` });
    return;
  }
  for (const { path: at, reason, lost } of parsePolicy(document).problems)
    if (lost !== 'nothing') problems.push({ path, line, reason: `${name}: ${at}: ${reason}` });
}
