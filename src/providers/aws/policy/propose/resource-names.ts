import { awsCatalogue } from '../../catalogue/catalogue.ts';
import { splitArn } from '../arn-pattern.ts';
import { covers } from '../resource-pattern.ts';
import { otherNames, roleOfSession } from './other-names.ts';
import { everyOf, kindsOf, type Shape, type Shapes, shapesOf } from './resource-shape.ts';

/**
 * How IAM names the resource of a call. `none`: the permission is not tied to resources. `untold`: nothing tells.
 * `named`: the resource matches one of the names.
 */
export type ResourceNames =
  | { readonly kind: 'none' }
  | { readonly kind: 'untold' }
  | {
      readonly kind: 'named';
      readonly names: readonly string[];
      /** What the same call needs besides and no record names: every resource of those kinds. */
      readonly besides: readonly string[];
      /** Whether only the kind of the resource is known. */
      readonly isKindOnly: boolean;
    };

/**
 * Brings a resource as logs name it, given as a pattern, to the names that IAM compares for a permission: logs name
 * an object where IAM takes the bucket, a session where it takes the role, a secret without the end of its ARN.
 */
export function resourceNames(permission: string, pattern: string): ResourceNames {
  if (awsCatalogue.find(permission) === undefined) return { kind: 'untold' };
  const shapes = shapesOf(permission);
  if (shapes.taken.length === 0) return { kind: 'none' };
  if (splitArn(pattern) === undefined) return { kind: 'untold' };
  const fitted = fitShape(roleOfSession(pattern), shapes);
  if (fitted === undefined) return kindOnly(pattern, shapes);
  return {
    kind: 'named',
    names: [fitted.pattern, ...otherNames(permission, fitted.pattern, fitted.kinds)],
    besides: besides(fitted.kinds, shapes).map((shape) => everyOf(shape, fitted.pattern)),
    isKindOnly: false,
  };
}

interface Fitted {
  readonly pattern: string;
  /** The kinds that the permission takes among those it may be of. */
  readonly kinds: readonly Shape[];
}

/** The resource itself, what it lies in, or what lies in it: whichever the permission takes. */
function fitShape(pattern: string, shapes: Shapes): Fitted | undefined {
  const kinds = kindsOf(pattern, shapes);
  const taken = takenOf(kinds, shapes);
  if (taken.length > 0) return { pattern, kinds: taken };
  for (const shape of shapes.taken) {
    for (const { arn } of kinds) {
      const outer = arn.startsWith(shape.arn) ? cut(pattern, shape, arn.slice(shape.arn.length)) : undefined;
      if (outer !== undefined) return { pattern: outer, kinds: [shape] };
      if (shape.arn.startsWith(arn)) {
        const inner = shape.arn.slice(arn.length).replace(/\$\{\w+\}/g, '*');
        return { pattern: `${pattern}${inner}`, kinds: [shape] };
      }
    }
  }
  return undefined;
}

/** A version or an alias of a function is a function by another name. */
function takenOf(kinds: readonly Shape[], { taken }: Shapes): readonly Shape[] {
  const names = new Set(kinds.map(({ kind }) => kind));
  const isFunction = names.has('function alias') || names.has('function version');
  return taken.filter(({ kind, arn }) => {
    if (isFunction && kind === 'function') return true;
    return kinds.some((shape) => shape.kind === kind && shape.arn === arn);
  });
}

/** Cuts what is inside off: `rest` is how the inner kind’s ARN goes on, for example `/${ObjectName}`. */
function cut(pattern: string, outer: Shape, rest: string): string | undefined {
  const mark = rest.slice(0, rest.indexOf('${'));
  if (mark === '') return undefined;
  const fixed = outer.arn.lastIndexOf('${');
  const head = splitArn(pattern)?.slice(0, 5).join(':').length ?? 0;
  const own = outer.arn.slice(0, fixed).split(':').slice(5).join(':').length;
  const end = pattern.indexOf(mark, head + 1 + own + 1);
  const found = end < 0 ? undefined : pattern.slice(0, end);
  return found !== undefined && covers(outer.pattern, found) ? found : undefined;
}

/** Nothing but its kind is known of a resource that goes by a name IAM does not compare, as a key by its alias. */
function kindOnly(pattern: string, shapes: Shapes): ResourceNames {
  const meant = shapes.taken.filter(({ kind }) => shapes.required.has(kind));
  if (meant.length === 0) return { kind: 'untold' };
  // It is another name of a resource in the same account, or of one that lies in what is named.
  const account = splitArn(pattern)?.[4];
  const names = [...new Set(meant.map((shape) => everyOf(shape, pattern, account)))];
  return { kind: 'named', names, besides: [], isKindOnly: true };
}

/**
 * A permission that requires several kinds of resource is checked on each of them, and on those that the request may
 * name too, while a record names one. Kinds whose ARNs begin alike are forms of one another.
 */
function besides(kinds: readonly Shape[], { taken, required }: Shapes): readonly Shape[] {
  if (required.size < 2) return [];
  const beginnings = new Set(kinds.map(beginning));
  return taken.filter((shape) => !beginnings.has(beginning(shape)));
}

function beginning({ arn }: Shape): string {
  const [, , service, , , resource = ''] = splitArn(arn) ?? [];
  return `${service} ${/^[^/:$]*/.exec(resource)?.[0]}`;
}
