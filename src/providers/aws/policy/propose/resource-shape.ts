import { awsCatalogue } from '../../catalogue/catalogue.ts';
import { splitArn } from '../arn-pattern.ts';
import { compileGlobText, type TextTest } from '../glob.ts';
import { covers, exactText, isExact } from '../resource-pattern.ts';

/** A kind of resource by the form of its ARNs. */
export interface Shape {
  readonly kind: string;
  /** With the names of what varies: `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  /** With `*` for what varies. */
  readonly pattern: string;
  readonly matches: TextTest;
  /** How much of it is fixed: of several shapes that fit, the most fixed one is meant. */
  readonly weight: number;
}

/** What kinds of resource a permission takes, and which others its service has. */
export interface Shapes {
  readonly taken: readonly Shape[];
  /** Kinds without which a call cannot pass. */
  readonly required: ReadonlySet<string>;
  readonly all: readonly Shape[];
}

/** The shapes a permission is about; remembered, as every need asks for them. */
export function shapesOf(permission: string): Shapes {
  const found = known.get(permission) ?? readShapes(permission);
  known.set(permission, found);
  return found;
}

/** The kinds that a resource pattern is of; several where ARNs do not tell them apart, none for a foreign one. */
export function kindsOf(pattern: string, shapes: Shapes): readonly Shape[] {
  const text = isExact(pattern) ? exactText(pattern) : undefined;
  const fitting = shapes.all.filter((shape) =>
    text === undefined ? covers(shape.pattern, pattern) : shape.matches(text),
  );
  const weight = Math.max(...fitting.map((shape) => shape.weight));
  return fitting.filter((shape) => shape.weight === weight);
}

/**
 * Every resource of a kind, in the partition and region of a resource of the same call; in any account, as what is used
 * beside a resource may be shared by another one.
 */
export function everyOf(shape: Shape, beside: string, account = '*'): string {
  const [, partition = '*', , region = ''] = splitArn(beside) ?? [];
  const given: Readonly<Record<string, string>> = { Partition: partition, Region: region, Account: account };
  const [head = '', resource = ''] = splitHead(
    shape.arn.replace(/\$\{(\w+)\}/g, (_, name: string) => given[name] || '*'),
  );
  // ARNs of a kind may have fewer parts than documented, as those of ECS services had.
  return `${head}:${resource.replace(/(?:\*[/:])+\*$/, '*')}`;
}

function splitHead(arn: string): readonly [string, string] {
  const parts = splitArn(arn) ?? [arn];
  return [parts.slice(0, -1).join(':'), parts.at(-1) ?? ''];
}

const known = new Map<string, Shapes>();

function readShapes(permission: string): Shapes {
  const all = awsCatalogue.serviceKinds(permission.slice(0, permission.indexOf(':'))).flatMap(toShapes);
  const taken = new Set(awsCatalogue.resourceKindsOf(permission).map(({ kind }) => kind));
  return {
    taken: all.filter(({ kind }) => taken.has(kind)),
    required: new Set(awsCatalogue.requiredKinds(permission)),
    all,
  };
}

/** Some kinds have ARNs of several forms. */
function toShapes({ kind, arn: arns }: { readonly kind: string; readonly arn: string }): readonly Shape[] {
  return arns.split(', ').map((arn) => {
    const pattern = arn.replace(/\$\{\w+\}/g, '*');
    return {
      kind,
      arn,
      pattern,
      matches: compileGlobText(pattern),
      weight: pattern.replaceAll('*', '').length,
    };
  });
}
