import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { readDocument } from '../policy/index.ts';
import { call, each, organisationUrl, segment } from './curl.ts';

/**
 * A custom role is made of its permissions, and bound to the user within a set of resources; assignments of old roles are
 * found by what they are of, since one role has many.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleDResourceSetBinding/
 */
export function applyRoles({ documents, replaces }: PolicyProposal, { held, principalId }: PolicyHolder) {
  const user = segment(principalId.replace(/^user\//, ''));
  const name = `scopelight-${user}`;
  const document: Readonly<Record<string, unknown>> = documents[0]?.document ?? {};
  const roles = namesIn(document.roles);
  const permissions = namesIn(document.permissions);
  const resources = namesIn(document.resources).map(addressOf);
  const own = held.filter(({ id, path }) => replaces.includes(id) && !path[0]?.startsWith('group/'));
  const standard = own.flatMap(({ document, kind }) =>
    kind === 'standard-role' ? (readDocument(document)?.bundles ?? []) : [],
  );
  const custom = own.flatMap(({ id }) => {
    const [, role = '', set = ''] = /^custom-role\/([^/]+)\/in\/([^/]+)$/.exec(id) ?? [];
    return role === '' ? [] : [{ role, set }];
  });
  const assign = (type: string): string => call('POST', `/api/v1/users/${user}/roles`, { type });
  const withdraw = (type: string): string =>
    each(
      call('GET', `/api/v1/users/${user}/roles`),
      `.[] | select(.type == ${JSON.stringify(type)} and .assignmentType == "USER")`,
      call('DELETE', `/api/v1/users/${user}/roles/{}`),
    );
  const member = `${organisationUrl}/api/v1/users/${user}`;
  const bind = (set: string, role: string): string =>
    call('POST', `/api/v1/iam/resource-sets/${segment(set)}/bindings`, { role, members: [member] });
  const unbind = (set: string, role: string): string => {
    const members = `/api/v1/iam/resource-sets/${segment(set)}/bindings/${segment(role)}/members`;
    const isUser = `.members[] | select(._links.self.href | endswith(${JSON.stringify(`/${user}`)}))`;
    return each(call('GET', members), isUser, call('DELETE', `${members}/{}`));
  };
  const added = roles.filter((type) => !standard.includes(type));
  const removed = standard.filter((type) => !roles.includes(type));
  const isNew = permissions.length > 0;
  const viaGroups = held
    .filter(({ path }) => path[0]?.startsWith('group/'))
    .map(({ path }) => path.join(' → '));
  return {
    apply: [
      ...(isNew
        ? [
            call('POST', '/api/v1/iam/roles', {
              label: name,
              description: 'smallest for its use',
              permissions,
            }),
            call('POST', '/api/v1/iam/resource-sets', {
              label: name,
              description: 'what the role reaches',
              resources,
            }),
            bind(name, name),
          ]
        : []),
      ...added.map(assign),
      ...removed.map(withdraw),
      ...custom.map(({ set, role }) => unbind(set, role)),
    ],
    rollback: [
      ...removed.map(assign),
      ...custom.map(({ set, role }) => bind(set, role)),
      ...added.map(withdraw),
      ...(isNew
        ? [
            call('DELETE', `/api/v1/iam/resource-sets/${name}/bindings/${name}`),
            call('DELETE', `/api/v1/iam/resource-sets/${name}`),
            call('DELETE', `/api/v1/iam/roles/${name}`),
          ]
        : []),
    ],
    notes: [
      'run them one after the other, and stop at the first that fails; all API tokens and sessions of the user change with the roles',
      ...(viaGroups.length === 0
        ? []
        : [
            `roles that come by a group stay until the user leaves it, or the group its role: ${viaGroups.join(', ')}`,
          ]),
    ],
  };
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
}

/** `group/00g1` is one group, `groups` are all. */
function addressOf(resource: string): string {
  const [area = '', id] = resource.split('/');
  const plural = area.endsWith('s') ? area : `${area}s`;
  return `${organisationUrl}/api/v1/${plural}${id === undefined ? '' : `/${segment(id)}`}`;
}
