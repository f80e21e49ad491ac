import { z } from 'zod';
import { toEpoch } from '../../shared/text/epoch.ts';
import type { Manifest } from '../rbac/manifests.ts';

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/controlplane/controller/legacytokentracking/controller.go */
const tracking = z.looseObject({
  metadata: z.looseObject({
    name: z.literal('kube-apiserver-legacy-service-account-token-tracking'),
    namespace: z.literal('kube-system'),
  }),
  data: z.looseObject({ since: z.string().regex(/^\d{4}-\d\d-\d\d$/) }),
});

/** Since when the API server notes on a Secret when its token was last used, if an object says that; UTC epoch milliseconds. */
export function notedSince({ kind, body }: Manifest): number | undefined {
  const since = kind === 'ConfigMap' ? tracking.safeParse(body).data?.data.since : undefined;
  // The day it began is not noted as a whole.
  return since === undefined ? undefined : toEpoch(`${since}T23:59:59Z`);
}
