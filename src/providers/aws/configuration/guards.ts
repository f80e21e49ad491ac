import type {
  ConfigurationProblem,
  StatedCondition,
  StatedHolder,
  StatedPower,
} from '../../configuration.ts';
import { statedConditions } from './conditions.ts';
import type { DeclaredGuard, PlacedDocument } from './facts.ts';
import { statementsOf } from './statements.ts';

/** Organisation policies: what they leave to all accounts below, and what they take. */
export function guardHolders(
  guards: readonly DeclaredGuard[],
  scope: string,
  problems: ConfigurationProblem[],
): readonly StatedHolder[] {
  return guards.map(({ reference, name, document, targets }) =>
    guardHolder(
      { key: `${scope}\nguard ${name.includes('${') ? reference : name}`, name, targets },
      document,
      problems,
    ),
  );
}

/** One organisation policy. */
export function guardHolder(
  of: {
    readonly key: string;
    readonly name: string;
    /** Where it is attached; undefined where files of its kind do not say. */
    readonly targets: readonly string[] | undefined;
  },
  document: PlacedDocument,
  problems: ConfigurationProblem[],
): StatedHolder {
  const { key, name, targets } = of;
  const { path, line } = document;
  const attached: readonly StatedCondition[] =
    targets === undefined
      ? []
      : [
          {
            test: 'attached to',
            key: '',
            values: targets,
            holdsFor: 'any',
            text: `attached to ${targets.join(', ')}`,
          },
        ];
  return {
    key,
    kind: 'organisation policy',
    name,
    path,
    line,
    powers: statementsOf(document, 'limit', problems).map(
      ({ row, statement, line: at }): StatedPower => ({
        role: document.name,
        statement: row.statement,
        effect: row.effect,
        permissions: row.permissions,
        resources: row.resources,
        isConditional: row.isConditional,
        // A cap that holds in fewer places caps less, a denial likewise; what it leaves is no more for that.
        conditions: [...statedConditions(statement), ...(row.effect === 'deny' ? attached : [])],
        path,
        line: at,
      }),
    ),
    waysIn: [],
    isGuard: true,
    tokens: [],
  };
}

/** Whether a document that is a file of its own is an organisation policy, by what its path is called. */
export function isGuardPath(path: string): boolean {
  return /(?:^|[/_. -])(?:scps?|rcps?|service[-_ ]?control[-_ ]?polic(?:y|ies)|resource[-_ ]?control[-_ ]?polic(?:y|ies)|guardrails?)(?=[/_. -]|$)/i.test(
    path,
  );
}
