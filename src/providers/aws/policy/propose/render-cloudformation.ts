import type { PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { identityOf } from '../../remedy/identity.ts';
import { documentText } from './document-text.ts';

/**
 * A CloudFormation template in JSON, which is YAML too. It uses no `Fn::Sub`, so `${` stays text; what looks like a
 * dynamic reference is resolved wherever it stands, so its braces become the IAM wildcard for one character.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function renderCloudFormation({ documents }: PolicyProposal, holder: PolicyHolder): string {
  const { kind, name } = identityOf(holder.principalId);
  const attachment = kind === 'role' ? { Roles: [name] } : kind === 'user' ? { Users: [name] } : {};
  const resources = documents.map((document, i) => [
    `ScopelightPolicy${documents.length > 1 ? i + 1 : ''}`,
    {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ManagedPolicyName: document.name,
        PolicyDocument: withoutReferences(document.document),
        ...attachment,
      },
    },
  ]);
  const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(resources) };
  return documentText(template, 2);
}

function withoutReferences(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('{{', '??');
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutReferences(inner)]));
}
