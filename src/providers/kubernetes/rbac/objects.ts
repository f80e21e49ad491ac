import { z } from 'zod';
import { ruleSchema } from './rule.ts';

const text = z.coerce.string();
const labels = z.record(z.string(), z.unknown()).nullish();

const metadata = z.looseObject({
  name: text.default(''),
  namespace: text.optional(),
  uid: z.string().optional().catch(undefined),
  creationTimestamp: z.unknown().optional(),
  labels,
  annotations: labels,
  managedFields: z
    .array(z.looseObject({ time: z.unknown().optional() }))
    .nullish()
    .catch(null),
});

const subject = z.looseObject({
  kind: text,
  name: text,
  namespace: text.optional(),
});

const selector = z.looseObject({ matchLabels: z.record(z.string(), text).nullish() });

/** What of each kind of object is read; everything else in it is passed over. */
export const objectKinds = {
  Role: z.looseObject({ metadata, rules: z.array(ruleSchema).nullish() }),
  ClusterRole: z.looseObject({
    metadata,
    rules: z.array(ruleSchema).nullish(),
    aggregationRule: z.looseObject({ clusterRoleSelectors: z.array(selector).nullish() }).nullish(),
  }),
  RoleBinding: z.looseObject({
    metadata,
    subjects: z.array(subject).nullish(),
    roleRef: z.looseObject({ kind: text, name: text }),
  }),
  ClusterRoleBinding: z.looseObject({
    metadata,
    subjects: z.array(subject).nullish(),
    roleRef: z.looseObject({ kind: text, name: text }),
  }),
  ServiceAccount: z.looseObject({ metadata }),
  Secret: z.looseObject({ metadata, type: text.optional() }),
  CustomResourceDefinition: z.looseObject({
    spec: z.looseObject({
      group: text,
      scope: text.optional(),
      names: z.looseObject({ plural: text }).optional(),
      versions: z
        .array(z.looseObject({ subresources: z.record(z.string(), z.unknown()).nullish() }))
        .nullish()
        .catch(null),
    }),
  }),
} as const;

export type ObjectKind = keyof typeof objectKinds;
export type Metadata = z.infer<typeof metadata>;
export type Subject = z.infer<typeof subject>;
export type RoleObject = z.infer<(typeof objectKinds)['ClusterRole']>;
export type BindingObject = z.infer<(typeof objectKinds)['RoleBinding']>;

export function isObjectKind(kind: string): kind is ObjectKind {
  return kind in objectKinds;
}
