import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { readDocument } from '../policy/index.ts';
import { call, each, issuerBody, segment } from './curl.ts';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationGrants/ */
export function applyScopes({ documents, replaces }: PolicyProposal, { held, principalId }: PolicyHolder) {
  const wanted = new Set(documents.flatMap(({ document }) => readDocument(document)?.bundles ?? []));
  const client = principalId.replace(/^app\//, '');
  const grants = held.flatMap(({ id, document }) => {
    const [, app = '', grant = ''] = /^scope-grant\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
    const [scope] = readDocument(document)?.bundles ?? [];
    return app === '' || scope === undefined || !replaces.includes(id) ? [] : [{ app, grant, scope }];
  });
  const has = new Set(grants.map(({ scope }) => scope));
  const app = grants[0]?.app ?? client;
  const added = [...wanted].filter((scope) => !has.has(scope)).sort();
  const removed = grants.filter(({ scope }) => !wanted.has(scope));
  const give = (scope: string): string =>
    call('POST', `/api/v1/apps/${segment(app)}/grants`, issuerBody(scope));
  const list = call('GET', `/api/v1/apps/${segment(app)}/grants`);
  const take = (id: string): string => call('DELETE', `/api/v1/apps/${segment(app)}/grants/${id}`);
  return {
    apply: [...added.map(give), ...removed.map(({ grant }) => take(segment(grant)))],
    rollback: [
      ...removed.map(({ scope }) => give(scope)),
      ...added.map((scope) => each(list, `.[] | select(.scopeId == ${JSON.stringify(scope)})`, take('{}'))),
    ],
    notes: [
      'access tokens that were given out before keep their scopes until they expire, for an hour at most',
      ...(removed.length > 0
        ? [
            'an app that still asks for a scope that it has lost is given no token at all (`invalid_scope`): take what goes out of what it asks for first',
          ]
        : []),
      ...(grants.length === 0 && held.length > 0
        ? [
            'which grants the app holds is not among the exports: what is not needed has to be taken away by hand',
          ]
        : []),
    ],
  };
}
