import type { ApiDescription, Shape } from './api-models.ts';

const depthMax = 6;
const pathsMax = 24;

const rolePattern = /role|instanceprofile/i;
const tagPattern = /^(?:tags?|taglist|tagset|tagspecifications?|resourcetags|tagsmap|tagslist)$/i;

export interface InputPaths {
  /** Paths of text members whose name speaks of a role or instance profile. */
  readonly roles: readonly string[];
  /** Paths of members that carry tags for the thing being made. */
  readonly tags: readonly string[];
}

/**
 * Where an operation's request may carry roles and tags, spelled as CloudTrail spells request parameters: members in
 * camel case, `[]` after a list. Recursive shapes are entered once.
 */
export function inputPaths(api: ApiDescription, input: Shape | undefined): InputPaths {
  const roles: string[] = [];
  const tags: string[] = [];
  walk(input, '', 0, new Set());
  return { roles: roles.slice(0, pathsMax), tags: tags.slice(0, 1) };

  function walk(shape: Shape | undefined, path: string, depth: number, seen: ReadonlySet<string>): void {
    if (shape === undefined || depth > depthMax) return;
    const name = shape.shape;
    if (name !== undefined && seen.has(name)) return;
    const inside = name === undefined ? seen : new Set([...seen, name]);
    const resolved = resolve(shape);
    for (const [member, child] of Object.entries(resolved.members ?? {})) {
      visit(member, child, path, depth, inside);
    }
    if (resolved.member !== undefined) walk(resolved.member, `${path}[]`, depth + 1, inside);
  }

  function visit(member: string, child: Shape, path: string, depth: number, seen: ReadonlySet<string>): void {
    const spelled = path === '' ? logged(member, child) : `${path}.${logged(member, child)}`;
    if (depth === 0 && tagPattern.test(member)) tags.push(spelled);
    const target = resolve(child);
    if (isText(target) && rolePattern.test(member)) roles.push(spelled);
    if (isText(target) && /instanceprofile(?:\[\])?$/i.test(path) && /^(?:arn|name)$/i.test(member))
      roles.push(spelled);
    if (target.type === 'list' && isText(resolve(target.member ?? {})) && rolePattern.test(member)) {
      roles.push(`${spelled}[]`);
    }
    walk(child, spelled, depth + 1, seen);
  }

  function resolve(shape: Shape): Shape {
    return shape.shape === undefined ? shape : { ...api.shapes?.[shape.shape], ...shape };
  }

  function logged(member: string, child: Shape): string {
    if (api.metadata.protocol === 'ec2') return lowerFirst(child.locationName ?? member);
    if (api.metadata.serviceId === 'S3') return child.locationName ?? member;
    return lowerFirst(member);
  }
}

/** The older form of description leaves the type of text out. */
function isText(shape: Shape): boolean {
  return (
    (shape.type === undefined || shape.type === 'string') &&
    shape.members === undefined &&
    shape.member === undefined
  );
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
