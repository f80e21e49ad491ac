import type { IdentityLinks, OutsideName, Takeover } from '../provider.ts';

/** How identities of AWS become one another, and which foreign ones its calls name. */
export const links: IdentityLinks = { outsider, takeovers: takeoverList() };

/** Callers with a web identity or a SAML assertion go by the provider that vouches for them, and their name there. */
function outsider(principalId: string): OutsideName | undefined {
  const oidc = /^arn:[a-z-]+:iam::\d*:oidc-provider\/([^:]+):(.+)$/s.exec(principalId);
  if (oidc) return { issuer: oidc[1] ?? '', subject: oidc[2] ?? '' };
  const saml = /^(arn:[a-z-]+:iam::\d*:saml-provider\/[^:]+):(.+)$/s.exec(principalId);
  if (saml) return { issuer: saml[1] ?? '', subject: saml[2] ?? '' };
  return undefined;
}

/**
 * Permissions that give away another identity of the account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function takeoverList(): readonly Takeover[] {
  const resourceOf = (principalId: string) => principalId;
  const rows: readonly (readonly [permission: string, kind: string, does: string])[] = [
    ['iam:CreateAccessKey', 'user', 'makes an access key for it'],
    ['iam:CreateLoginProfile', 'user', 'gives it a password'],
    ['iam:UpdateLoginProfile', 'user', 'changes its password'],
    ['iam:UpdateAssumeRolePolicy', 'role', 'rewrites who may take it'],
  ];
  return [
    ...rows.map(([permission, kind, does]) => ({ permission, kinds: [kind], does, resourceOf })),
    {
      permission: 'iam:PassRole',
      kinds: ['role'],
      throughService: true,
      does: 'hands it to a service that runs its code',
      resourceOf,
    },
  ];
}
