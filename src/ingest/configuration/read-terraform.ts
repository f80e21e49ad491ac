import { posix } from 'node:path';
import type { ConfigurationProblem, Declaration } from '../../providers/configuration.ts';
import { type HclBlock, type HclBody, readHclBody } from './hcl-body.ts';
import { type HclNames, hclValue } from './hcl-value.ts';

/** A file of a configuration, by its path from where the question was asked. */
export interface ConfigurationFile {
  readonly path: string;
  readonly text: string;
}

/** What was read of some files. */
export interface ReadConfiguration {
  readonly declarations: readonly Declaration[];
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * Reads the resources and data sources that Terraform files declare. Files of one folder are one module: variables stand for
 * their defaults, locals for what they are; what only a plan knows stays as text.
 */
export function readTerraform(files: readonly ConfigurationFile[]): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  const modules = new Map<string, { readonly path: string; readonly body: HclBody }[]>();
  for (const { path, text } of files) {
    const folder = posix.dirname(path);
    try {
      modules.set(folder, [...(modules.get(folder) ?? []), { path, body: readHclBody(text) }]);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const line = Number(/^line (\d+)/.exec(error.message)?.[1] ?? 1);
      problems.push({ path, line, reason: error.message });
    }
  }
  const declarations = [...modules].flatMap(([scope, parts]) => {
    const names = namesOf(parts.map(({ body }) => body));
    return parts.flatMap(({ path, body }) =>
      body.blocks.flatMap((block) => declarationOf(block, { scope, path, names }) ?? []),
    );
  });
  return { declarations, problems };
}

function namesOf(bodies: readonly HclBody[]): HclNames {
  const names = new Map<string, string>();
  for (const { blocks } of bodies) {
    for (const { type, labels, body } of blocks) {
      for (const { name, expression } of body.attributes) {
        if (type === 'variable' && name === 'default') names.set(`var.${labels[0]}`, expression);
        if (type === 'locals') names.set(`local.${name}`, expression);
      }
    }
  }
  return names;
}

function declarationOf(
  block: HclBlock,
  at: { readonly scope: string; readonly path: string; readonly names: HclNames },
): Declaration | undefined {
  const [type, name] = block.labels;
  if (type === undefined || name === undefined) return undefined;
  if (block.type !== 'resource' && block.type !== 'data') return undefined;
  const lines = new Map(block.body.attributes.map((attribute) => [attribute.name, attribute.line]));
  return {
    form: 'terraform',
    type: block.type === 'data' ? `data.${type}` : type,
    address: block.type === 'data' ? `data.${type}.${name}` : `${type}.${name}`,
    scope: at.scope,
    path: at.path,
    line: block.line,
    body: bodyValue(block.body, at.names),
    lineAt: ([first, second]) =>
      lines.get(String(first)) ??
      block.body.blocks.filter(({ type: each }) => each === first)[Number(second ?? 0)]?.line ??
      block.line,
  };
}

/** A body as a value: attributes by name, and blocks of one type as a list, those that are made in a loop as one. */
function bodyValue(body: HclBody, names: HclNames): Readonly<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  for (const { name, expression } of body.attributes) value[name] = hclValue(expression, names);
  for (const block of body.blocks) {
    const isLoop = block.type === 'dynamic';
    const type = isLoop ? (block.labels[0] ?? '') : block.type;
    const inner = isLoop ? block.body.blocks.find((each) => each.type === 'content')?.body : block.body;
    const before = value[type];
    if (inner) value[type] = [...(Array.isArray(before) ? before : []), bodyValue(inner, names)];
  }
  return value;
}
