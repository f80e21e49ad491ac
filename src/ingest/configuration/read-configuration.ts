import { z } from 'zod';
import type { ConfigurationProblem, Declaration } from '../../providers/configuration.ts';
import { isTemplate, readCloudFormation } from './read-cloudformation.ts';
import { isPlan, readPlan } from './read-plan.ts';
import { type ConfigurationFile, readTerraform } from './read-terraform.ts';
import { readTrees, type Tree } from './read-tree.ts';

/** What files declare; a plan declares two states at once. */
export interface Configuration {
  readonly declarations: readonly Declaration[];
  /** The states before, of plans among the files. */
  readonly before: readonly Declaration[];
  readonly problems: readonly ConfigurationProblem[];
}

/** A file of more than this is no configuration that a person wrote; plans may be larger. */
const treeBytesMax = 2_000_000;

/**
 * Reads whatever files declare: Terraform, plans of it, CloudFormation, manifests, and documents of JSON and YAML. What is none
 * of these is left alone; what is damaged is told.
 */
export function readConfiguration(files: readonly ConfigurationFile[]): Configuration {
  const terraform = readTerraform(files.filter(({ path }) => path.endsWith('.tf')));
  const rest = files.filter(({ path }) => !path.endsWith('.tf')).map(readOne);
  return {
    declarations: [...terraform.declarations, ...rest.flatMap(({ declarations }) => declarations)],
    before: rest.flatMap(({ before }) => before),
    problems: [...terraform.problems, ...rest.flatMap(({ problems }) => problems)],
  };
}

/** Why a file of another template language is left unread. */
export const templateReason = 'is a template: render it first';

/** Words without which a file of JSON or YAML declares nothing that anybody gives power by. */
const tellingWords = /Statement|Resources|resource_changes|apiVersion|permissions|scopes|openapi|swagger/;

function readOne(file: ConfigurationFile): Configuration {
  const { path, text } = file;
  if (!tellingWords.test(text)) return nothing;
  try {
    if (text.length > treeBytesMax || /^\s*\{"format_version"/.test(text)) {
      const document: unknown = JSON.parse(text);
      if (isPlan(document)) {
        const { before, after } = readPlan(document, path);
        return { declarations: after, before, problems: [] };
      }
      // What programs write is larger than what is worth a tree with lines.
      const tree = { value: document, line: 1, lineAt: () => 1 };
      return { ...nothing, declarations: [documentOf(tree, path, text)] };
    }
    return readTreesOf(file, readTrees(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = Number(/line (\d+)/.exec(error.message)?.[1] ?? 1);
    const reason = /\{\{.*\}\}/.test(text) ? templateReason : error.message;
    return { ...nothing, problems: [{ path, line, reason }] };
  }
}

function readTreesOf({ path, text }: ConfigurationFile, trees: readonly Tree[]): Configuration {
  const [first] = trees;
  if (first && isPlan(first.value)) {
    const { before, after } = readPlan(first.value, path);
    return { declarations: after, before, problems: [] };
  }
  const declarations = trees.flatMap((tree): readonly Declaration[] => {
    if (isTemplate(tree.value)) return readCloudFormation(tree, path);
    const found = manifest.safeParse(tree.value).data;
    const items = list.safeParse(tree.value).data?.items;
    if (found && items)
      return items.flatMap((item, index) => {
        const read = manifest.safeParse(item).data;
        return read ? [manifestOf(read, item, path, { tree, steps: ['items', index] })] : [];
      });
    if (found) return [manifestOf(found, tree.value, path, { tree, steps: [] })];
    return [documentOf(tree, path, text)];
  });
  return { declarations, before: [], problems: [] };
}

const nothing: Configuration = { declarations: [], before: [], problems: [] };

const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().optional(), namespace: z.string().optional() }).default({}),
});
const list = z.looseObject({ kind: z.string().regex(/List$/), items: z.array(z.unknown()) });

function manifestOf(
  { apiVersion, kind, metadata }: z.infer<typeof manifest>,
  body: unknown,
  path: string,
  { tree, steps }: { readonly tree: Tree; readonly steps: readonly (string | number)[] },
): Declaration {
  return {
    form: 'manifest',
    type: `${apiVersion}/${kind}`,
    address: [kind, metadata.namespace, metadata.name].filter((word) => word !== undefined).join('/'),
    scope: '',
    path,
    line: tree.lineAt(steps),
    body,
    lineAt: (part) => tree.lineAt([...steps, ...part]),
  };
}

function documentOf(tree: Tree, path: string, text: string): Declaration {
  return {
    form: 'document',
    type: '',
    address: path,
    scope: '',
    path,
    line: tree.line,
    body: tree.value,
    text,
    lineAt: (part) => tree.lineAt(part),
  };
}
