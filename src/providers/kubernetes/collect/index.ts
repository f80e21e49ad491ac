import { z } from 'zod';
import type { Collector, CollectPlan, ListSource } from '../../collector.ts';
import { connectionOf } from './connection.ts';

/**
 * The objects that say who may do what, out of a running cluster. Its audit log is kept outside of it: no request to the API server
 * gives it.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export const kubernetesCollector: Collector = {
  settings: [
    {
      name: 'KUBECONFIG',
      what: 'the configuration that `kubectl` uses; ~/.kube/config by default',
      isSecret: false,
      isOptional: true,
    },
    { name: 'KUBE_CONTEXT', what: 'its context, if not the current one', isSecret: false, isOptional: true },
    {
      name: 'KUBE_SERVER',
      what: 'the API server, where no configuration tells it',
      isSecret: false,
      isOptional: true,
    },
    {
      name: 'KUBE_CA',
      what: 'a file with the certificate that signs the server’s',
      isSecret: false,
      isOptional: true,
    },
    {
      name: 'KUBE_TOKEN',
      what: 'a token, in the place of what the configuration signs in with',
      isSecret: true,
      isOptional: true,
    },
  ],
  plan(values): CollectPlan {
    const { server, token, tls } = connectionOf(values);
    const { origin, pathname } = new URL(server);
    return {
      // Several clusters may stand behind one host, each below a path.
      origin,
      headers: {
        accept: 'application/json',
        'user-agent': 'scopelight',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(tls !== undefined && { tls }),
      lists: listsBelow(pathname.replace(/\/$/, '')),
    };
  },
};

const rbac = '/apis/rbac.authorization.k8s.io/v1';

function listsBelow(path: string): readonly ListSource[] {
  const list = (folder: string, address: string, mayLack?: string): ListSource => ({
    folder,
    request: `${path}${address}?limit=500`,
    nextIn: nextPage,
    ...(mayLack !== undefined && { mayLack }),
  });
  return [
    list('clusterroles', `${rbac}/clusterroles`),
    list('clusterrolebindings', `${rbac}/clusterrolebindings`),
    list('roles', `${rbac}/roles`),
    list('rolebindings', `${rbac}/rolebindings`),
    list('serviceaccounts', '/api/v1/serviceaccounts'),
    {
      // Definitions are long: a hundred of them may be as much as thousands of roles.
      ...list(
        'customresourcedefinitions',
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        'definitions of custom resources',
      ),
      request: `${path}/apis/apiextensions.k8s.io/v1/customresourcedefinitions?limit=50`,
    },
  ];
}

const continued = z.looseObject({ metadata: z.looseObject({ continue: z.string().min(1) }) });

/** A list says where it goes on; the request stays the same but for that. */
function nextPage(answer: unknown, address: string): string | undefined {
  const place = continued.safeParse(answer).data?.metadata.continue;
  if (place === undefined) return undefined;
  const [path = '', query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('continue', place);
  return `${path}?${parameters}`;
}
