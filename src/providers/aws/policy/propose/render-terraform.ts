import type { PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { identityOf } from '../../remedy/identity.ts';
import { escaped } from './document-text.ts';

/**
 * Terraform that makes the policies and attaches them. Strings are templates in HCL: `${` and `%{` are doubled, so
 * that they stay text. https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function renderTerraform({ documents }: PolicyProposal, holder: PolicyHolder): string {
  const { kind, name } = identityOf(holder.principalId);
  const isAttachable = kind === 'role' || kind === 'user';
  return documents
    .map((document) => {
      const label = document.name.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
      const policy = [
        `resource "aws_iam_policy" "${label}" {`,
        `  name   = ${hclString(document.name)}`,
        `  policy = jsonencode(${hclValue(document.document, '  ')})`,
        '}',
      ];
      const attachment = [
        '',
        `resource "aws_iam_${kind}_policy_attachment" "${label}" {`,
        `  ${kind === 'role' ? 'role      ' : 'user      '} = ${hclString(name)}`,
        `  policy_arn = aws_iam_policy.${label}.arn`,
        '}',
      ];
      return [...policy, ...(isAttachable ? attachment : [])].join('\n');
    })
    .join('\n\n');
}

function hclValue(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => `${inner}${hclValue(item, inner)},`);
    return ['[', ...items, `${indent}]`].join('\n');
  }
  if (typeof value !== 'object' || value === null) return hclString(String(value));
  const fields = Object.entries(value).map(([key, field]) => {
    return `${inner}${hclKey(key)} = ${hclValue(field, inner)}`;
  });
  return ['{', ...fields, `${indent}}`].join('\n');
}

function hclKey(key: string): string {
  return /^[A-Za-z]\w*$/.test(key) ? key : hclString(key);
}

function hclString(text: string): string {
  const quoted = JSON.stringify(text)
    .replace(/\\([bf])/g, (_, letter: string) => (letter === 'b' ? '\\u0008' : '\\u000c'))
    .replace(/[\u007f-\uffff]/g, escaped);
  return quoted.replace(/[$%]+(?=\{)/g, (signs) => {
    // Only the last sign before the brace is doubled; those before it must not seem to be part of the pair.
    const before = [...signs.slice(0, -1)].map(escaped).join('');
    return `${before}${signs.slice(-1).repeat(2)}`;
  });
}
