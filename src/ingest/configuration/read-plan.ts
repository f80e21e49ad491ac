import { z } from 'zod';
import type { Declaration } from '../../providers/configuration.ts';

const change = z.looseObject({
  address: z.string(),
  mode: z.string().default('managed'),
  type: z.string(),
  name: z.string(),
  module_address: z.string().optional(),
  change: z.looseObject({
    actions: z.array(z.string()),
    before: z.record(z.string(), z.unknown()).nullish(),
    after: z.record(z.string(), z.unknown()).nullish(),
    after_unknown: z.union([z.boolean(), z.record(z.string(), z.unknown())]).nullish(),
  }),
});

const expressions = z.record(z.string(), z.unknown());
const configured = z.looseObject({ address: z.string(), expressions: expressions.default({}) });
const module: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z.looseObject({
    resources: z.array(configured).default([]),
    module_calls: z.record(z.string(), z.looseObject({ module: module.optional() })).default({}),
  }),
);
interface ConfiguredModule {
  readonly resources: readonly z.infer<typeof configured>[];
  readonly module_calls: Readonly<Record<string, { readonly module?: ConfiguredModule | undefined }>>;
}

const plan = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().optional(),
  resource_changes: z.array(change),
  configuration: z.looseObject({ root_module: module.optional() }).optional(),
});

/** Whether a document is what `terraform show -json` prints of a plan. */
export function isPlan(document: unknown): boolean {
  return plan.safeParse(document).success;
}

/**
 * Reads both states of which a plan is the difference. What it does not know yet stands as the reference that the configuration
 * makes, `${aws_iam_role.ci.name}`.
 */
export function readPlan(
  document: unknown,
  path: string,
): { readonly before: readonly Declaration[]; readonly after: readonly Declaration[] } {
  const { resource_changes: changes, configuration } = plan.parse(document);
  const references = referencesOf(configuration?.root_module, '');
  const declared = (each: z.infer<typeof change>, body: object | null | undefined): Declaration[] => {
    if (!body) return [];
    const scope = each.module_address ?? '';
    const local = scope === '' ? each.address : each.address.slice(scope.length + 1);
    const data = each.mode === 'data' ? 'data.' : '';
    return [
      {
        form: 'terraform',
        type: `${data}${each.type}`,
        address: local,
        scope: `${path}#${scope}`,
        path,
        line: 1,
        body,
        lineAt: () => 1,
      },
    ];
  };
  return {
    before: changes.flatMap((each) => declared(each, each.change.before)),
    after: changes.flatMap((each) => {
      if (!each.change.after) return [];
      const known = references.get(withoutIndex(each.address));
      return declared(each, {
        ...filledIn(each.change.after_unknown, known),
        ...withoutNulls(each.change.after),
      });
    }),
  };
}

/** What expressions of resources refer to, by address. */
function referencesOf(
  root: ConfiguredModule | undefined,
  prefix: string,
): Map<string, Readonly<Record<string, unknown>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { address, expressions: each } of root?.resources ?? []) found.set(`${prefix}${address}`, each);
  for (const [name, { module: inner }] of Object.entries(root?.module_calls ?? {}))
    for (const [address, each] of referencesOf(inner, `${prefix}module.${name}.`)) found.set(address, each);
  return found;
}

function filledIn(
  unknown: z.infer<typeof change>['change']['after_unknown'],
  known: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (typeof unknown !== 'object' || unknown === null) return {};
  const names = Object.keys(unknown).filter((name) => unknown[name] === true);
  return Object.fromEntries(
    names.map((name) => [name, `\${${referenceIn(known?.[name]) ?? `unknown ${name}`}}`]),
  );
}

const reference = z.looseObject({ references: z.array(z.string()).min(1) });

function referenceIn(expression: unknown): string | undefined {
  return reference.safeParse(expression).data?.references[0];
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function withoutIndex(address: string): string {
  return address.replace(/\[(?:\d+|"[^"]*")\]/g, '');
}
