import type { ApiDescription, Shape } from './api-models.ts';

const depthMax = 6;
const pathsMax = 12;

/** Names of parameters that carry a role (or an instance profile) for the service to use. */
const rolePattern = /(?:role|instanceprofile)(?:s|name|id)?(?:arn)?s?$|^(?:iam|service|execution|task)role/i;
/** Names that look like a role and are something else: roles inside a service, or roles that are asked about. */
const notRolePattern =
  /^(?:role|roles|roletype|rolealias|rolename|source_?role|userrole|dbrole|principalrole)$|rolealias|rolesessionname|permissionsboundary/i;
const tagPattern = /^(?:tags?|taglist|tagset|tagspecifications?|resourcetags|tagsmap|tagslist)$/i;

/** Where an operation's request carries roles and tags, spelled as CloudTrail spells request parameters. */
export function inputPaths(
  api: ApiDescription,
  operation: string,
  input: Shape | undefined,
): { roles: string[]; tags: string[] } {
  const roles: string[] = [];
  const tags: string[] = [];
  void operation;
  walk(input, '', 0, new Set());
  return { roles: roles.slice(0, pathsMax), tags: tags.slice(0, 1) };

  function walk(shape: Shape | undefined, path: string, depth: number, seen: ReadonlySet<string>): void {
    if (shape === undefined || depth > depthMax) return;
    const name = shape.shape;
    if (name !== undefined && seen.has(name)) return;
    const resolved = name === undefined ? shape : { ...api.shapes?.[name], ...shape };
    const inside = name === undefined ? seen : new Set([...seen, name]);
    for (const [member, child] of Object.entries(resolved.members ?? {})) {
      visit(member, child, path, depth, inside);
    }
    if (resolved.member !== undefined) walk(resolved.member, `${path}[]`, depth + 1, inside);
  }

  function visit(member: string, child: Shape, path: string, depth: number, seen: ReadonlySet<string>): void {
    const spelled = path === '' ? logged(member, child) : `${path}.${logged(member, child)}`;
    const target = child.shape === undefined ? child : { ...api.shapes?.[child.shape], ...child };
    if (depth === 0 && tagPattern.test(member)) tags.push(spelled);
    if (isRole(member, target)) roles.push(target.type === 'list' ? `${spelled}[]` : spelled);
    walk(child, spelled, depth + 1, seen);
  }

  function isRole(member: string, target: Shape): boolean {
    const isText = target.type === undefined || target.type === 'string' || target.type === 'list';
    return isText && target.members === undefined && rolePattern.test(member) && !notRolePattern.test(member);
  }

  function logged(member: string, child: Shape): string {
    if (api.metadata.protocol === 'ec2') return lowerFirst(child.locationName ?? member);
    if (api.metadata.serviceId === 'S3') return child.locationName ?? member;
    return lowerFirst(member);
  }
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
