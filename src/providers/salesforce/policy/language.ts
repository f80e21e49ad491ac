import type { PolicyLanguage } from '../../../model/policy-question.ts';
import { permissionLanguage } from '../../permission-language.ts';
import { find, isUnlisted, salesforceCatalogue } from '../catalogue/index.ts';
import { readRequest } from '../catalogue/requests.ts';
import { grantedOn } from '../granted.ts';
import { type PolicyDocument, readPolicy } from './document.ts';

const language = permissionLanguage<PolicyDocument>({
  title: 'Salesforce',
  catalogue: salesforceCatalogue,
  read: readPolicy,
  reaches: ({ gives }, permission, resource) => grantedOn(gives, resource).has(find(permission)?.id ?? 0),
  otherwise: 'neither a permission set nor a profile, as metadata in XML or JSON',
});

/**
 * Profiles and permission sets, for whoever asks single questions of them. Several of kind `identity` add up, as a user’s
 * do; each of kind `session` limits what they give, as a muting permission set or a session’s level does. The action is a
 * permission (`Account:edit`, `Invoice__c:read`, `ViewAllData`) or a request
 * (`PATCH /services/data/v61.0/sobjects/Account/001…`).
 */
export const salesforcePolicyLanguage: PolicyLanguage = {
  isDocument: language.isDocument,
  answer: (question) => language.answer({ ...question, resource: resourceOf(question) }),
};

/** Of objects that are counted together, the action tells which one is meant. */
function resourceOf({ action, resource }: { readonly action: string; readonly resource: string }): string {
  const [, method = '', path = ''] = /^([A-Za-z]+)\s+(\S+)$/.exec(action.trim()) ?? [];
  const object = path === '' ? (action.trim().split(':')[0] ?? '') : readRequest(method, path).object;
  return resource === '*' && /^\w+__\w+$/.test(object) && isUnlisted(object) ? object : resource;
}
