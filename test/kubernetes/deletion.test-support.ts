/** A line of the log of a cluster, which never says which one it is of. */
export function deletion(id: string, at: number): string {
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: id,
    stage: 'ResponseComplete',
    requestURI: '/api/v1/namespaces/web/pods/one',
    verb: 'delete',
    user: { username: 'system:serviceaccount:web:api' },
    objectRef: { resource: 'pods', namespace: 'web', name: 'one', apiVersion: 'v1' },
    responseStatus: { code: 200 },
    requestReceivedTimestamp: new Date(at).toISOString(),
    annotations: { 'authorization.k8s.io/decision': 'allow' },
  });
}
