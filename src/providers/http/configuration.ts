import type {
  ConfigurationProblem,
  ConfigurationReader,
  Declaration,
  StatedHolder,
  StatedOperation,
  StatedRequirement,
} from '../configuration.ts';
import { document, type OpenApiDocument, type Requirements } from './catalogue/openapi/document.ts';
import { apiId, listOperations } from './catalogue/openapi/read-api.ts';

/**
 * Reads what OpenAPI documents ask of callers, operation by operation. Each document is read for itself: what this process has
 * learnt of APIs is not touched, so that two states of one document can be told apart.
 */
export const httpConfiguration: ConfigurationReader = {
  read(declarations) {
    const problems: ConfigurationProblem[] = [];
    const holders = declarations.flatMap((declaration) => {
      const read = declaration.form === 'document' ? document.safeParse(declaration.body).data : undefined;
      return read === undefined ? [] : [apiOf(declaration, read, problems)];
    });
    return { holders, problems };
  },
};

const looking: ReadonlySet<string> = new Set(['get', 'head', 'options', 'trace']);

function apiOf(
  declaration: Declaration,
  read: OpenApiDocument,
  problems: ConfigurationProblem[],
): StatedHolder {
  const { path, line } = declaration;
  const listed = listOperations(read);
  for (const [name, item] of Object.entries(read.paths)) {
    const at = elsewhere(item);
    if (at !== undefined)
      problems.push({
        path,
        line: declaration.lineAt(['paths', name]),
        reason: `${name} stands in \`${at}\`, which is not followed`,
      });
  }
  const says = read.security !== undefined || listed.some(({ security }) => security !== undefined);
  if (!says && listed.length > 0)
    problems.push({ path, line, reason: 'it does not say what callers have to show' });
  return {
    key: path,
    kind: 'API',
    name: apiId(read),
    path,
    line,
    powers: [],
    waysIn: [],
    operations: listed.map(({ path: route, method, security }): StatedOperation => {
      const name = `${method.toUpperCase()} ${route}`;
      const own = security === undefined ? [] : ['security'];
      return {
        name,
        key: name.replace(/\{[^{}]*\}/g, '{}').replace(/\/+$/, ''),
        level: looking.has(method) ? 'read' : 'write',
        ways: says ? requirementsOf(security ?? read.security) : [],
        path,
        line: declaration.lineAt(['paths', route, method, ...own]),
      };
    }),
    tokens: [],
  };
}

/** An empty list, and a requirement of nothing in one, ask for nothing. */
function requirementsOf(list: Requirements): readonly StatedRequirement[] {
  if (list === undefined || list.length === 0) return [{ credentials: [] }];
  return list.map((requirement) => ({
    credentials: Object.entries(requirement)
      .map(([scheme, scopes]) => ({ scheme, scopes: [...new Set(scopes)].sort() }))
      .sort((a, b) => (a.scheme < b.scheme ? -1 : 1)),
  }));
}

/** The file that a path is described in, if it is another one. */
function elsewhere(item: unknown): string | undefined {
  const text =
    typeof item === 'object' && item !== null && '$ref' in item && typeof item.$ref === 'string'
      ? item.$ref
      : '#';
  return text.startsWith('#') ? undefined : text;
}
