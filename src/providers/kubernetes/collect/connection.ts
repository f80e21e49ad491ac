import { existsSync, readFileSync } from 'node:fs';
import { ScopelightError } from '../../../model/error.ts';
import type { CollectTls } from '../../collector.ts';
import { originOf } from '../../shared/text/origin.ts';
import { type ClusterAccess, readKubeconfig } from './kubeconfig.ts';
import { fileText } from './setting-file.ts';

/** Where an API server is, and how to sign in to it. */
export interface Connection {
  readonly server: string;
  readonly token: string | undefined;
  readonly tls: CollectTls | undefined;
}

/** What every pod finds in its file system. */
const podFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Finds how to reach the cluster: what is set counts most, then the configuration of `kubectl`, then what a pod is given.
 * @throws {ScopelightError} `usage.invalid` when nothing tells, or what does cannot be used
 */
export function connectionOf(values: ReadonlyMap<string, string>): Connection {
  const set = values.get('KUBE_SERVER');
  const told = set === undefined ? (readKubeconfig(values) ?? podAccess()) : { server: set };
  if (told === undefined)
    throw new ScopelightError('usage.invalid', 'nothing tells which cluster to ask', {
      hint: 'set `KUBECONFIG` to a configuration of `kubectl`, or `KUBE_SERVER` and `KUBE_TOKEN`',
    });
  const token = values.get('KUBE_TOKEN') ?? told.token;
  const ca = values.has('KUBE_CA') ? fileText(values.get('KUBE_CA') ?? '', 'KUBE_CA') : told.ca;
  const { cert, key } = token === undefined ? told : {};
  if (token === undefined && cert === undefined && !isProxy(told.server))
    throw new ScopelightError('usage.invalid', 'nothing tells how to sign in to the cluster', {
      hint: `${told.command === undefined ? '' : `the configuration runs \`${told.command}\` for it, which we do not: `}set KUBE_TOKEN="$(kubectl create token scopelight -n scopelight)", or give the token on standard input`,
    });
  // Checks that it is encrypted, or on this machine.
  originOf(told.server, 'KUBE_SERVER', 'https://HOST:6443');
  const tls = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
  return { server: told.server, token, tls: Object.keys(tls).length === 0 ? undefined : tls };
}

/** `kubectl proxy` signs in by itself. */
function isProxy(server: string): boolean {
  return server.startsWith('http://');
}

function podAccess(): ClusterAccess | undefined {
  if (!existsSync(`${podFolder}/token`)) return undefined;
  return {
    server: 'https://kubernetes.default.svc',
    token: readFileSync(`${podFolder}/token`, 'utf8').trim(),
    ca: readFileSync(`${podFolder}/ca.crt`, 'utf8'),
  };
}
