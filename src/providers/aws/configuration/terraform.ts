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
import { policyDocuments } from './policy-document-data.ts';
import { terraformResourceTypes } from './resource-types.ts';

const holderTypes: Readonly<Record<string, HolderKind>> = {
  aws_iam_role: 'role',
  aws_iam_user: 'user',
  aws_iam_group: 'group',
  aws_ssoadmin_permission_set: 'permission-set',
};

/** Resources that give a document to a holder: type, attribute of the holder, of the document. */
const inlineTypes: Readonly<Record<string, readonly [kind: HolderKind, holder: string, document: string]>> = {
  aws_iam_role_policy: ['role', 'role', 'policy'],
  aws_iam_user_policy: ['user', 'user', 'policy'],
  aws_iam_group_policy: ['group', 'group', 'policy'],
  aws_ssoadmin_permission_set_inline_policy: ['permission-set', 'permission_set_arn', 'inline_policy'],
};

const attachmentTypes: Readonly<Record<string, readonly [kind: HolderKind, holder: string, policy: string]>> =
  {
    aws_iam_role_policy_attachment: ['role', 'role', 'policy_arn'],
    aws_iam_user_policy_attachment: ['user', 'user', 'policy_arn'],
    aws_iam_group_policy_attachment: ['group', 'group', 'policy_arn'],
    aws_ssoadmin_managed_policy_attachment: ['permission-set', 'permission_set_arn', 'managed_policy_arn'],
  };

/** Reads the identities and policies that the Terraform resources of one module declare. */
export function terraformFacts(declarations: readonly Declaration[]): ConfigurationFacts {
  const data = policyDocuments(declarations);
  const placed = (declaration: Declaration, name: string, attribute: string): PlacedDocument => {
    const written = listIn(declaration.body)[attribute];
    return {
      name,
      document: data.get(referenceOf(written)) ?? written,
      path: declaration.path,
      line: declaration.lineAt([attribute]),
      lineOfStatement: () => declaration.lineAt([attribute]),
    };
  };
  return {
    holders: declarations.flatMap((declaration) => {
      const kind = holderTypes[declaration.type];
      return kind === undefined ? [] : [holderOf(kind, declaration, placed)];
    }),
    policies: new Map(
      declarations
        .filter(({ type }) => type === 'aws_iam_policy')
        .map((each) => [each.address, placed(each, textIn(each.body, 'name') ?? each.address, 'policy')]),
    ),
    attachments: [
      ...declarations.flatMap((declaration) => givenBy(declaration, placed)),
      ...declarations.flatMap(givenToMany),
    ],
    keys: declarations
      .filter(({ type }) => type === 'aws_iam_access_key')
      .map(({ path, line, body, address }) => ({
        path,
        line,
        user: referenceOf(textIn(body, 'user')),
        name: address,
      })),
    resources: declarations.flatMap((declaration) => resourceOf(declaration, placed)),
    guards: guardsOf(declarations, placed),
  };
}

const functionFields: FunctionFields = {
  function: 'function_name',
  action: 'action',
  principal: 'principal',
  sourceArn: 'source_arn',
  sourceAccount: 'source_account',
  organisation: 'principal_org_id',
};

/** A policy of a thing, if it is one or has one. */
function resourceOf(declaration: Declaration, placed: Placer): readonly DeclaredResource[] {
  const { type, body, address, path, line } = declaration;
  if (type === 'aws_lambda_permission') return [functionPermission(declaration, functionFields, referenceOf)];
  if (type === 'aws_s3_bucket_public_access_block') {
    const reference = referenceOf(textIn(body, 'bucket') ?? address);
    const isClosed = listIn(body).restrict_public_buckets === true;
    return [{ kind: 'bucket', reference, name: reference, path, line, ...(isClosed && { isClosed }) }];
  }
  const known = terraformResourceTypes[type];
  if (known === undefined || listIn(body)[known.document] === undefined) return [];
  const thing = known.of === undefined ? undefined : textIn(body, known.of);
  const name = thing ?? textIn(body, 'name') ?? address;
  return [
    {
      kind: known.kind,
      reference: known.of === undefined ? address : referenceOf(thing ?? address),
      name: referenceOf(name),
      document: placed(declaration, 'policy', known.document),
      path,
      line,
    },
  ];
}

/** Organisation policies of the kinds that cap what accounts have, with where they are attached. */
function guardsOf(declarations: readonly Declaration[], placed: Placer): readonly DeclaredGuard[] {
  const attached = declarations.filter(({ type }) => type === 'aws_organizations_policy_attachment');
  return declarations.flatMap((declaration) => {
    const { type, body, address } = declaration;
    const kind = textIn(body, 'type') ?? 'SERVICE_CONTROL_POLICY';
    if (type !== 'aws_organizations_policy' || !/^(?:SERVICE|RESOURCE)_CONTROL_POLICY$/.test(kind)) return [];
    const name = textIn(body, 'name') ?? address;
    return [
      {
        reference: address,
        name,
        document: placed(declaration, name, 'content'),
        targets: attached
          .filter((each) => referenceOf(textIn(each.body, 'policy_id')) === address)
          .map((each) => referenceOf(textIn(each.body, 'target_id'))),
      },
    ];
  });
}

type Placer = (declaration: Declaration, name: string, attribute: string) => PlacedDocument;

function holderOf(kind: HolderKind, declaration: Declaration, placed: Placer): DeclaredHolder {
  const { body, path, line, address: reference } = declaration;
  const boundary = textIn(body, 'permissions_boundary');
  return {
    kind,
    reference,
    name: textIn(body, 'name') ?? textIn(body, 'name_prefix'),
    path,
    line,
    ...(listIn(body).assume_role_policy !== undefined && {
      trust: placed(declaration, 'trust policy', 'assume_role_policy'),
    }),
    ...(boundary !== undefined && { boundary: referenceOf(boundary) }),
    tags: { ...textsByName(listIn(body).tags_all), ...textsByName(listIn(body).tags) },
    inline: recordsIn(body, 'inline_policy').flatMap((inner, index) =>
      inner.policy === undefined
        ? []
        : [
            {
              name: textIn(inner, 'name') ?? `inline policy ${index + 1}`,
              document: inner.policy,
              path,
              line: declaration.lineAt(['inline_policy', index]),
              lineOfStatement: () => declaration.lineAt(['inline_policy', index]),
            },
          ],
    ),
    managed: textsIn(body, 'managed_policy_arns').map(referenceOf),
  };
}

function givenBy(declaration: Declaration, placed: Placer): readonly Attachment[] {
  const { type, body, path, line, address } = declaration;
  const inline = inlineTypes[type];
  if (inline) {
    const [holderKind, holder, document] = inline;
    const given = placed(declaration, textIn(body, 'name') ?? address, document);
    return [{ holderKind, holder: referenceOf(textIn(body, holder)), document: given, path, line }];
  }
  const attached = attachmentTypes[type];
  if (!attached) return [];
  const [holderKind, holder, policy] = attached;
  return [
    {
      holderKind,
      holder: referenceOf(textIn(body, holder)),
      policy: referenceOf(textIn(body, policy)),
      path,
      line,
    },
  ];
}

/** `aws_iam_policy_attachment` names many holders at once. */
function givenToMany({ type, body, path, line }: Declaration): readonly Attachment[] {
  if (type !== 'aws_iam_policy_attachment') return [];
  const policy = referenceOf(textIn(body, 'policy_arn'));
  const of = (holderKind: HolderKind, attribute: string) =>
    textsIn(body, attribute).map((holder) => ({
      holderKind,
      holder: referenceOf(holder),
      policy,
      path,
      line,
    }));
  return [...of('role', 'roles'), ...of('user', 'users'), ...of('group', 'groups')];
}

/** `aws_iam_role.ci` of `${aws_iam_role.ci[0].name}`; other text as it is. */
function referenceOf(text: unknown): string {
  if (typeof text !== 'string') return '';
  const [, inner] = /^\$\{([^}]*)\}$/.exec(text) ?? [];
  if (inner === undefined) return text;
  const [address] = /^(?:data\.)?[a-z]\w*\.[\w-]+/.exec(inner.replace(/\[[^\]]*\]/g, '')) ?? [];
  return address ?? text;
}

function textsByName(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(listIn(value)).filter(([, each]) => typeof each === 'string');
  return Object.fromEntries(entries.map(([name, each]) => [name, String(each)]));
}
