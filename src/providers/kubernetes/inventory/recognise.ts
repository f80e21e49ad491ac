/** Kinds of object that an inventory is made of; exports hold them alone, in lists, or beside others. */
const kinds =
  'Role|ClusterRole|RoleBinding|ClusterRoleBinding|ServiceAccount|Secret|ConfigMap|CustomResourceDefinition|List|Policy';

const json = new RegExp(`"kind"\\s*:\\s*"(${kinds})(List)?"`);
const yaml = /^["']?kind["']?\s*:\s*["']?([A-Z][A-Za-z]*)/m;

/** Tells whether a file holds objects of a cluster, by its first text. What they are, its end may tell only. */
export function recogniseInventory(head: string): string | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^[[{]/.test(text)) {
    if (!/"apiVersion"\s*:\s*"/.test(text)) return undefined;
    return json.exec(text)?.[1] ?? undefined;
  }
  return /^["']?apiVersion["']?\s*:/m.test(text) ? yaml.exec(text)?.[1] : undefined;
}
