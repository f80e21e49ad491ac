import type { Declaration } from '../../configuration.ts';
import type {
  Attachment,
  ConfigurationFacts,
  DeclaredGuard,
  DeclaredHolder,
  DeclaredResource,
  HolderKind,
  PlacedDocument,
} from './facts.ts';
import { type FunctionFields, functionPermission } from './function-permission.ts';
import { listIn, recordsIn, textIn, textsIn } from './parts.ts';
import { cloudFormationResourceTypes } from './resource-types.ts';

const holderTypes: Readonly<Record<string, readonly [kind: HolderKind, name: string]>> = {
  'AWS::IAM::Role': ['role', 'RoleName'],
  'AWS::IAM::User': ['user', 'UserName'],
  'AWS::IAM::Group': ['group', 'GroupName'],
  'AWS::SSO::PermissionSet': ['permission-set', 'Name'],
};

/** Reads the identities and policies that a template declares. */
export function cloudFormationFacts(declarations: readonly Declaration[]): ConfigurationFacts {
  return {
    holders: declarations.flatMap((declaration) => {
      const known = holderTypes[declaration.type];
      return known ? [holderOf(known, declaration)] : [];
    }),
    policies: new Map(
      declarations
        .filter(({ type }) => type === 'AWS::IAM::ManagedPolicy')
        .map((each) => [each.address, placed(each, nameOf(each), ['PolicyDocument'])]),
    ),
    attachments: declarations.flatMap(givenBy),
    keys: declarations
      .filter(({ type }) => type === 'AWS::IAM::AccessKey')
      .map(({ path, line, body, address }) => ({
        path,
        line,
        user: referenceOf(textIn(body, 'UserName') ?? ''),
        name: address,
      })),
    resources: declarations.flatMap(resourcesOf),
    guards: declarations.flatMap(guardOf),
  };
}

const functionFields: FunctionFields = {
  function: 'FunctionName',
  action: 'Action',
  principal: 'Principal',
  sourceArn: 'SourceArn',
  sourceAccount: 'SourceAccount',
  organisation: 'PrincipalOrgID',
};

/** The policies of things that a resource is or has: some name several things. */
function resourcesOf(declaration: Declaration): readonly DeclaredResource[] {
  const { type, body, address, path, line } = declaration;
  if (type === 'AWS::Lambda::Permission')
    return [functionPermission(declaration, functionFields, referenceOf)];
  if (type === 'AWS::S3::Bucket') {
    const { RestrictPublicBuckets: isClosed } = listIn(listIn(body).PublicAccessBlockConfiguration);
    if (isClosed !== true && isClosed !== 'true') return [];
    return [{ kind: 'bucket', reference: address, name: address, path, line, isClosed: true }];
  }
  const known = cloudFormationResourceTypes[type];
  if (known === undefined) return [];
  const part = known.document.split('.');
  const document = placed(declaration, 'policy', part);
  if (document.document === undefined) return [];
  // A bus takes its statement alone.
  const whole = known.document === 'Statement' ? wrapped(document) : document;
  const things = known.of === undefined ? [] : textsIn(body, known.of);
  return (things.length === 0 ? [address] : things).map((thing) => ({
    kind: known.kind,
    reference: referenceOf(thing),
    name: referenceOf(thing),
    document: whole,
    path,
    line,
  }));
}

function wrapped(placedDocument: PlacedDocument): PlacedDocument {
  const { document, line } = placedDocument;
  return {
    ...placedDocument,
    document: { Version: '2012-10-17', Statement: document },
    lineOfStatement: () => line,
  };
}

function guardOf(declaration: Declaration): readonly DeclaredGuard[] {
  const { type, body, address: reference } = declaration;
  if (type !== 'AWS::Organizations::Policy' || !/_CONTROL_POLICY$/.test(textIn(body, 'Type') ?? ''))
    return [];
  const name = textIn(body, 'Name') ?? reference;
  const document = placed(declaration, name, ['Content']);
  return [{ reference, name, document, targets: textsIn(body, 'TargetIds') }];
}

function nameOf({ body, address }: Declaration): string {
  return textIn(body, 'ManagedPolicyName') ?? textIn(body, 'PolicyName') ?? address;
}

function placed(declaration: Declaration, name: string, part: readonly (string | number)[]): PlacedDocument {
  let document: unknown = declaration.body;
  for (const step of part)
    document = Array.isArray(document) ? document[Number(step)] : listIn(document)[String(step)];
  return {
    name,
    document,
    path: declaration.path,
    line: declaration.lineAt(part),
    lineOfStatement: (index) => declaration.lineAt([...part, 'Statement', index]),
  };
}

function holderOf(
  [kind, nameField]: readonly [HolderKind, string],
  declaration: Declaration,
): DeclaredHolder {
  const { body, path, line, address: reference } = declaration;
  const boundary = textIn(body, 'PermissionsBoundary');
  const tags = recordsIn(body, 'Tags').map((tag) => [textIn(tag, 'Key') ?? '', textIn(tag, 'Value') ?? '']);
  return {
    kind,
    reference,
    name: textIn(body, nameField),
    path,
    line,
    ...(listIn(body).AssumeRolePolicyDocument !== undefined && {
      trust: placed(declaration, 'trust policy', ['AssumeRolePolicyDocument']),
    }),
    ...(boundary !== undefined && { boundary: referenceOf(boundary) }),
    tags: Object.fromEntries(tags),
    inline: [
      ...recordsIn(body, 'Policies').map((policy, index) =>
        placed(declaration, textIn(policy, 'PolicyName') ?? '', ['Policies', index, 'PolicyDocument']),
      ),
      ...(listIn(body).InlinePolicy === undefined
        ? []
        : [placed(declaration, 'inline policy', ['InlinePolicy'])]),
    ],
    managed: [...textsIn(body, 'ManagedPolicyArns'), ...textsIn(body, 'ManagedPolicies')].map(referenceOf),
  };
}

/** Policies name whom they are given to themselves. */
function givenBy(declaration: Declaration): readonly Attachment[] {
  const { type, body, path, line, address } = declaration;
  const isManaged = type === 'AWS::IAM::ManagedPolicy';
  if (!isManaged && !['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy'].includes(type))
    return [];
  const what = isManaged
    ? { policy: address }
    : { document: placed(declaration, nameOf(declaration), ['PolicyDocument']) };
  const of = (holderKind: HolderKind, ...fields: readonly string[]) =>
    fields
      .flatMap((field) => textsIn(body, field))
      .map((holder) => ({ holderKind, holder: referenceOf(holder), ...what, path, line }));
  return [...of('role', 'Roles', 'RoleName'), ...of('user', 'Users', 'UserName'), ...of('group', 'Groups')];
}

/** `Role` of `${Role.Arn}`; other text as it is. */
function referenceOf(text: string): string {
  return /^\$\{(\w+)(?:\.\w+)?\}$/.exec(text)?.[1] ?? text;
}
