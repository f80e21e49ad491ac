/** The keys of a workflow’s `permissions:` block, or the word that stands for all of them. */
export type WorkflowPermissions = Readonly<Record<string, string>> | 'read-all' | 'write-all';

const line = /^( *)([A-Za-z-]+) *: *(.*?) *(?:#.*)?$/;

/**
 * Reads the `permissions:` block of a workflow, or of its first job that has one. Undefined where there is none.
 * https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions#permissions
 */
export function readWorkflowPermissions(text: string): WorkflowPermissions | undefined {
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((each, index) => (/^ *permissions *:/.test(each) ? [index] : []));
  const [start] = starts.sort((a, b) => depthOf(lines[a]) - depthOf(lines[b]) || a - b);
  if (start === undefined) return undefined;
  const [, indent = '', , rest = ''] = line.exec(lines[start] ?? '') ?? [];
  const word = rest.replaceAll(/["']/g, '');
  if (word === 'read-all' || word === 'write-all') return word;
  if (word.startsWith('{')) return Object.fromEntries(pairsIn(word));
  const found: [string, string][] = [];
  for (const each of lines.slice(start + 1)) {
    if (each.trim() === '' || each.trim().startsWith('#')) continue;
    const [, inner = '', key = '', value = ''] = line.exec(each) ?? [];
    if (inner.length <= indent.length || key === '') break;
    found.push([key, value.replaceAll(/["']/g, '')]);
  }
  return Object.fromEntries(found);
}

function depthOf(text: string | undefined): number {
  return (text ?? '').search(/\S/);
}

function pairsIn(flow: string): [string, string][] {
  return [...flow.matchAll(/([A-Za-z-]+) *: *([a-z]+)/g)].map(([, key = '', value = '']) => [key, value]);
}
