import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml';

/** A document of JSON or YAML: its values, and on which lines they stand. */
export interface Tree {
  readonly value: unknown;
  readonly line: number;
  /** The line of a part; of one that is not there, that of what is around it. */
  lineAt(path: readonly (string | number)[]): number;
}

/** How many values a file may hold once its aliases are spelled out, and how deep they may lie. */
const valuesMax = 200_000;
const depthMax = 200;

/**
 * Reads every document of a file of JSON or YAML. A tag of a template (`!Ref`, `!Sub`) becomes the function it stands for.
 * @throws {SyntaxError} where the text is neither
 */
export function readTrees(text: string): readonly Tree[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false });
  return [...documents].flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new SyntaxError(error.message.split('\n')[0] ?? 'not readable');
    return document.contents === null ? [] : [treeOf(document, document.contents, lines)];
  });
}

function treeOf(document: Document.Parsed, root: ParsedNode, lines: LineCounter): Tree {
  let left = valuesMax;
  const anchors = new Map<string, unknown>();
  // To look an anchor up is to walk the document, so each is looked up once.
  const resolved = (alias: Alias): unknown => {
    if (!anchors.has(alias.source)) anchors.set(alias.source, alias.resolve(document));
    return anchors.get(alias.source);
  };
  const valueIn = (node: unknown, depth: number): unknown => {
    if (left-- <= 0 || depth > depthMax) throw new SyntaxError('the document is too large or too deep');
    if (isAlias(node)) return valueIn(resolved(node), depth + 1);
    if (isScalar(node)) return tagged(node.tag, node.value);
    if (isSeq(node))
      return tagged(
        node.tag,
        node.items.map((item) => valueIn(item, depth + 1)),
      );
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): [string, unknown] => [
        String(isScalar(key) ? key.value : key),
        valueIn(value, depth + 1),
      ]);
      return tagged(node.tag, Object.fromEntries(entries));
    }
    return null;
  };
  const lineOf = (node: unknown): number | undefined => {
    const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
    return range ? lines.linePos(range[0]).line : undefined;
  };
  return {
    value: valueIn(root, 0),
    line: lineOf(root) ?? 1,
    lineAt(path) {
      let node: unknown = root;
      let line = lineOf(root) ?? 1;
      for (const step of path) {
        if (isAlias(node)) node = resolved(node);
        const pair = isMap(node)
          ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
          : undefined;
        if (pair) {
          line = lineOf(pair.key) ?? line;
          node = pair.value;
        } else if (isSeq(node)) {
          node = node.items[Number(step)];
          line = lineOf(node) ?? line;
        } else return line;
      }
      return line;
    },
  };
}

/** `!Ref x` stands for `{Ref: x}`, `!GetAtt x` for `{Fn::GetAtt: x}`. */
function tagged(tag: string | undefined, value: unknown): unknown {
  const [, name] = /^!([A-Za-z]\w*)$/.exec(tag ?? '') ?? [];
  if (name === undefined) return value;
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}
