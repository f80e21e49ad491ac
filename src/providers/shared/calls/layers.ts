import { loadColumns } from '../../../store/tables/calls.ts';

/** Expressions by alias; an expression may use the aliases before it, and the columns of its source. */
export type Expressions = Readonly<Record<string, string>>;

/** What a provider’s SELECT over its records yields for each, beside the name of the provider. */
export const callOutputs: readonly string[] = loadColumns.filter((name) => name !== 'provider');

interface Source {
  readonly sql: string;
  readonly columns: readonly string[];
}

/**
 * Gives a SELECT of `outputs` over `source` that computes every expression they need, each once.
 * Expressions that build on others go into an outer SELECT, and each SELECT carries on only what is still needed:
 * written as one flat list, the engine spends longer on analysing the statement than on loading a file.
 */
export function layered(source: Source, expressions: Expressions, outputs: readonly string[]): string {
  const known = new Set([...source.columns, ...Object.keys(expressions)]);
  const uses = new Map(Object.entries(expressions).map(([name, sql]) => [name, columnsIn(sql, known)]));
  const selects: string[] = [];
  let needed = new Set(outputs);
  for (const layer of layersOf(uses).reverse()) {
    const made = layer.filter((name) => needed.has(name));
    const carried = [...needed].filter((name) => !layer.includes(name));
    selects.push([...carried, ...made.map((name) => `${expressions[name]} AS ${name}`)].join(', '));
    needed = new Set([...carried, ...made.flatMap((name) => uses.get(name) ?? [])]);
  }
  return selects.reduceRight((inner, select) => `SELECT ${select} FROM (${inner})`, source.sql);
}

function layersOf(uses: ReadonlyMap<string, readonly string[]>): string[][] {
  const depths = new Map<string, number>();
  const layers: string[][] = [];
  for (const [name, columns] of uses) {
    const depth = Math.max(-1, ...columns.map((column) => depths.get(column) ?? -1)) + 1;
    depths.set(name, depth);
    layers[depth] = [...(layers[depth] ?? []), name];
  }
  return layers;
}

const literal = /'(?:[^'\\]|\\.)*'/g;
const identifier = /(?<![.\w])[A-Za-z_]\w*(?!\w*\s*\()/g;

function columnsIn(expression: string, known: ReadonlySet<string>): readonly string[] {
  const words = expression.replace(literal, "''").match(identifier) ?? [];
  return [...new Set(words.filter((word) => known.has(word)))];
}
