import { permissionLanguage } from '../../permission-language.ts';
import { oktaCatalogue } from '../catalogue/index.ts';
import { type PolicyDocument, reaches, readDocument } from './document.ts';

/**
 * Okta’s OAuth scopes and admin roles, for whoever asks single questions of them. Several of kind `identity` add up, as
 * scopes and roles do; each of kind `session` limits what they give, as the roles of a service app limit its scopes. The
 * action is a permission (`okta.users.read`), an event type (`user.lifecycle.suspend`) or a request
 * (`GET /api/v1/users`).
 */
export const oktaPolicyLanguage = permissionLanguage<PolicyDocument>({
  title: 'Okta',
  catalogue: oktaCatalogue,
  read: readDocument,
  reaches: (document, permission, resource) => reaches(document, permission, resource) !== false,
  otherwise: 'neither scopes nor admin roles nor permissions of a custom role',
});
