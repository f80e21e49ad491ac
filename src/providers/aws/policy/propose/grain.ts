import { splitArn } from '../arn-pattern.ts';
import { kindsOf, type Shape, shapesOf } from './resource-shape.ts';

/** How finely resources are told apart. */
export interface Grain {
  /** How many of one shape are named one by one before what varies becomes `*`. */
  readonly exactMax: number;
  /** `name`: by their names. `beginning`: by how their names begin. `kind`: by account, region and kind alone. */
  readonly by: 'name' | 'beginning' | 'kind';
}

/** A wider pattern that stands for a resource and others like it; undefined when there is none but all resources. */
export function broader(permission: string, pattern: string, by: 'beginning' | 'kind'): string | undefined {
  const parts = splitArn(pattern);
  const [shape] = kindsOf(pattern, shapesOf(permission));
  if (parts === undefined || shape === undefined) return undefined;
  const head = parts.slice(0, 5).join(':');
  const rest = parts[5] ?? '';
  const fixed = fixedPart(shape);
  if (!rest.startsWith(fixed)) return undefined;
  if (by === 'kind') return `${head}:${fixed}*`;
  const own = rest.slice(fixed.length);
  const beginning = innerMark(shape) === undefined ? wordOf(own) : containerOf(own, innerMark(shape) ?? '');
  return beginning === undefined ? undefined : `${head}:${fixed}${beginning}*`;
}

/** What all ARNs of a kind have between the account and the name. */
function fixedPart({ arn }: Shape): string {
  const resource = splitArn(arn)?.[5] ?? '';
  return resource.slice(0, Math.max(0, resource.indexOf('${')));
}

/** What divides the name of a container from that of what lies in it, as `/` divides a bucket from its objects. */
function innerMark({ arn }: Shape): string | undefined {
  return /\$\{\w+\}([^$]+)\$\{/.exec(splitArn(arn)?.[5] ?? '')?.[1];
}

function containerOf(name: string, mark: string): string | undefined {
  const end = name.indexOf(mark);
  return end <= 0 ? undefined : name.slice(0, end + mark.length);
}

function wordOf(name: string): string | undefined {
  return /^[^-_./:*?$]+[-_./:]/.exec(name)?.[0];
}
