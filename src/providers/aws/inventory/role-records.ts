import type { RoleRecord } from '../../../model/inventory.ts';
import { accountOf, parseArn } from './arn.ts';
import type { ReadContext } from './document.ts';
import { inlineId, rootAccessId } from './holdings.ts';
import type { Identities, Identity } from './identities.ts';
import { type ManagedPolicies, reportProblems } from './managed-policies.ts';
import { allowAll, type Organisation } from './organisation.ts';
import type { PolicyText, PolicyTexts } from './policy-text.ts';

/** Everything the roles of an inventory are made of. */
interface Sources {
  readonly identities: Identities;
  readonly managed: ManagedPolicies;
  readonly organisation: Organisation;
  readonly texts: PolicyTexts;
  readonly observedAt: (account: string) => number;
}

/** The bundles of permissions: managed and inline policies, groups, control policies, the root's own access. */
export function roleRecords(sources: Sources, context: ReadContext): readonly RoleRecord[] {
  const roles = [
    ...sources.identities.all.flatMap((identity) => identityRoles(identity, sources, context)),
    ...managedRoles(sources),
    ...controlRoles(sources),
  ];
  return roles.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function identityRoles(identity: Identity, sources: Sources, context: ReadContext): readonly RoleRecord[] {
  const { account, arn, name, createdAt } = identity;
  const observed = { account, observedAt: sources.observedAt(account), ...dates(createdAt, undefined) };
  if (identity.kind === 'root') {
    return [
      { ...observed, id: rootAccessId(arn), kind: 'root', name: 'root', document: JSON.stringify(allowAll) },
    ];
  }
  const inline = identity.inlinePolicies.map((policy) => {
    const text = policy.document === undefined ? undefined : sources.texts.of(policy.document);
    const subject = `inline policy ${policy.name} of ${identity.kind} ${name}`;
    const [path = ''] = identity.paths;
    if (text === undefined) context.remarks.problems.add(path, `${subject}: it has no document`);
    else reportProblems(text, subject, path, context);
    return {
      ...observed,
      id: inlineId(arn, policy.name),
      kind: 'inline',
      name: policy.name,
      document: documentText(text),
    };
  });
  if (identity.kind !== 'group') return inline;
  const document = JSON.stringify({
    AttachedManagedPolicies: identity.managedArns,
    GroupPolicyList: identity.inlinePolicies.map((policy) => policy.name),
  });
  return [...inline, { ...observed, id: arn, kind: 'group', name, document }];
}

function managedRoles({ identities, managed, observedAt }: Sources): readonly RoleRecord[] {
  const held = identities.all.flatMap(({ managedArns, boundaryArn }) =>
    [...managedArns, boundaryArn ?? []].flat(),
  );
  const arns = new Set([...managed.exported.map((policy) => policy.arn), ...held]);
  return [...arns].map((arn) => {
    const policy = managed.get(arn);
    // Policies that AWS manages lie in no account.
    const account = accountOf(arn) ?? parseArn(arn)?.account ?? '';
    const kind = account === 'aws' ? 'provider-managed' : 'managed';
    const document = documentText(policy.text);
    const shared = { account, observedAt: observedAt(account), id: arn, kind, name: policy.name, document };
    return { ...shared, ...dates(policy.createdAt, policy.changedAt) };
  });
}

function controlRoles({ organisation, observedAt }: Sources): readonly RoleRecord[] {
  return organisation.policies.map(({ id, name, text }) => {
    const account = parseArn(id)?.account ?? '';
    return {
      account,
      observedAt: observedAt(account),
      id,
      kind: 'organisation',
      name,
      document: documentText(text),
    };
  });
}

function documentText(text: PolicyText | undefined): string {
  return text?.text ?? '';
}

function dates(createdAt: number | undefined, changedAt: number | undefined) {
  return {
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}
