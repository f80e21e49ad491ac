import { z } from 'zod';
import type { Declaration } from '../../providers/configuration.ts';
import type { Tree } from './read-tree.ts';

const template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown().optional() })),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).optional(),
});

/** Whether a document is a template of CloudFormation. */
export function isTemplate(document: unknown): boolean {
  const read = template.safeParse(document).data;
  return read !== undefined && Object.values(read.Resources).some(({ Type }) => Type.includes('::'));
}

/**
 * Reads the resources of a template. Parameters stand for their defaults; references stay as text, `${Role.Arn}`; of a condition
 * both sides count.
 */
export function readCloudFormation(tree: Tree, path: string): readonly Declaration[] {
  const { Resources: resources, Parameters: parameters = {} } = template.parse(tree.value);
  const defaults = new Map(
    Object.entries(parameters).flatMap(([name, { Default: value }]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
  return Object.entries(resources).map(([address, { Type: type, Properties: properties }]) => ({
    form: 'cloudformation',
    type,
    address,
    scope: path,
    path,
    line: tree.lineAt(['Resources', address]),
    body: spelledOut(properties ?? {}, defaults, 0),
    lineAt: (part) => tree.lineAt(['Resources', address, 'Properties', ...part]),
  }));
}

const depthMax = 100;

/** Works out the functions of templates as far as the template tells. */
function spelledOut(value: unknown, defaults: ReadonlyMap<string, string>, depth: number): unknown {
  if (depth > depthMax) return null;
  const inner = (part: unknown) => spelledOut(part, defaults, depth + 1);
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const sides = conditionSides(item);
      return (sides ?? [item]).filter((side) => !isNoValue(side)).map(inner);
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length !== 1 || name === undefined) return mapped(entries, inner);
  switch (name) {
    case 'Ref':
      return defaults.get(String(argument)) ?? `\${${argument}}`;
    case 'Fn::GetAtt':
      return `\${${Array.isArray(argument) ? argument.map(String).join('.') : argument}}`;
    case 'Fn::Sub': {
      const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
      return substituted(String(text), inner(values ?? {}), defaults);
    }
    case 'Fn::Join': {
      const [glue, parts] = Array.isArray(argument) ? argument : [];
      const list = inner(parts);
      return Array.isArray(list) ? list.map(String).join(String(glue ?? '')) : `\${${name}}`;
    }
    case 'Fn::If':
      return inner(conditionSides(value)?.find((side) => !isNoValue(side)));
    case 'Fn::ImportValue':
    case 'Fn::Select':
    case 'Fn::FindInMap':
    case 'Fn::Split':
    case 'Fn::Base64':
    case 'Fn::Transform':
      return `\${${name}}`;
    default:
      return mapped(entries, inner);
  }
}

function mapped(entries: readonly [string, unknown][], inner: (part: unknown) => unknown) {
  return Object.fromEntries(
    entries.filter(([, part]) => !isNoValue(part)).map(([name, part]) => [name, inner(part)]),
  );
}

/** Both sides of a condition: either may be what is applied. */
function conditionSides(value: unknown): readonly unknown[] | undefined {
  const read = z
    .strictObject({ 'Fn::If': z.tuple([z.unknown(), z.unknown(), z.unknown()]) })
    .safeParse(value);
  return read.success ? read.data['Fn::If'].slice(1) : undefined;
}

function isNoValue(value: unknown): boolean {
  return z.strictObject({ Ref: z.literal('AWS::NoValue') }).safeParse(value).success;
}

function substituted(text: string, values: unknown, defaults: ReadonlyMap<string, string>): string {
  const given = z.record(z.string(), z.unknown()).safeParse(values).data ?? {};
  return text.replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
    const value = given[name] ?? defaults.get(name);
    return value === undefined ? whole : String(value);
  });
}
