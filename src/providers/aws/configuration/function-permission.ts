import type { Declaration } from '../../configuration.ts';
import type { DeclaredResource } from './facts.ts';
import { textIn } from './parts.ts';

/** How a form of configuration calls the fields of a resource that lets somebody call a function. */
export type FunctionFields = Readonly<
  Record<'function' | 'action' | 'principal' | 'sourceArn' | 'sourceAccount' | 'organisation', string>
>;

/** Reads what a declaration lets somebody do with a function. */
export function functionPermission(
  { body, address, path, line }: Declaration,
  fields: FunctionFields,
  referenceOf: (name: string) => string,
): DeclaredResource {
  const name = textIn(body, fields.function) ?? address;
  const document = policyOf({
    action: textIn(body, fields.action) ?? '',
    principal: textIn(body, fields.principal) ?? '',
    sourceArn: textIn(body, fields.sourceArn),
    sourceAccount: textIn(body, fields.sourceAccount),
    organisation: textIn(body, fields.organisation),
    functionArn: name.startsWith('arn:') ? name : undefined,
  });
  const policy = { name: address, document, path, line, lineOfStatement: () => line };
  const reference = referenceOf(name);
  return { kind: 'function', reference, name: reference, document: policy, path, line };
}

/** What a function lets somebody do, as a document; each such resource is one statement of the function’s policy. */
function policyOf(permission: {
  readonly action: string;
  readonly principal: string;
  readonly sourceArn: string | undefined;
  readonly sourceAccount: string | undefined;
  readonly organisation: string | undefined;
  readonly functionArn: string | undefined;
}): unknown {
  const { action, principal, sourceArn, sourceAccount, organisation, functionArn } = permission;
  const isService = /\.amazonaws\.com(?:\.cn)?$|\.alexa\.com$/.test(principal);
  const named = principal === '*' ? '*' : { [isService ? 'Service' : 'AWS']: principal };
  const tests = {
    ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
    ...((sourceAccount ?? organisation) !== undefined && {
      StringEquals: {
        ...(sourceAccount !== undefined && { 'aws:SourceAccount': sourceAccount }),
        ...(organisation !== undefined && { 'aws:PrincipalOrgID': organisation }),
      },
    }),
  };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: named,
        Action: action,
        Resource: functionArn ?? '*',
        ...(Object.keys(tests).length > 0 && { Condition: tests }),
      },
    ],
  };
}
