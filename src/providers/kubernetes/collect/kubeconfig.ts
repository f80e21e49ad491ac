import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ScopelightError } from '../../../model/error.ts';
import { fileText } from './setting-file.ts';

/** What a configuration says of one cluster and whoever signs in to it. */
export interface ClusterAccess {
  readonly server: string;
  readonly token?: string;
  /** As PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The program that would have to be run to sign in. */
  readonly command?: string;
}

const text = z.string().min(1).optional().catch(undefined);
const cluster = z.looseObject({
  server: z.string(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().optional().catch(undefined),
});
const user = z.looseObject({
  token: text,
  tokenFile: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  exec: z.looseObject({ command: z.string() }).optional().catch(undefined),
});
const config = z.looseObject({
  'current-context': text,
  contexts: listOf('context', z.looseObject({ cluster: z.string(), user: z.string() })),
  clusters: listOf('cluster', cluster),
  users: listOf('user', user),
});

/**
 * Reads the configuration of `kubectl`: of several files, the first that names a thing counts. Undefined where there is none.
 * @throws {ScopelightError} `usage.invalid` when it cannot be read or names no such context
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function readKubeconfig(values: ReadonlyMap<string, string>): ClusterAccess | undefined {
  const set = values.get('KUBECONFIG');
  const paths = (set?.split(delimiter) ?? [join(homedir(), '.kube', 'config')]).filter((path) =>
    existsSync(path),
  );
  if (paths.length === 0 && set === undefined) return undefined;
  const files = paths.map((path) => ({ folder: dirname(path), ...parsed(path) }));
  const wanted = values.get('KUBE_CONTEXT') ?? files.map((file) => file['current-context']).find(Boolean);
  const context = files.flatMap(({ contexts }) => contexts).find(({ name }) => name === wanted)?.body;
  const inFolder = files.flatMap(({ folder, clusters }) => clusters.map((each) => ({ ...each, folder })));
  const found = inFolder.find(({ name }) => name === context?.cluster);
  if (found === undefined)
    throw invalid(`\`KUBECONFIG\` knows no cluster for the context \`${wanted ?? ''}\``);
  const users = files.flatMap((file) => file.users.map((each) => ({ ...each, folder: file.folder })));
  const holder = users.find(({ name }) => name === context?.user) ?? { folder: '.', body: {} };
  if (found.body['insecure-skip-tls-verify'] === true)
    throw invalid(
      `the cluster \`${found.name}\` is to be reached unchecked, which would show the token to anybody between`,
    );
  const signIn = user.parse(holder.body);
  const pem = (folder: string, data: string | undefined, path: string | undefined): string | undefined => {
    if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
    return path === undefined ? undefined : fileText(resolve(folder, path), 'KUBECONFIG');
  };
  const parts = {
    token: signIn.token ?? pem(holder.folder, undefined, signIn.tokenFile)?.trim(),
    ca: pem(found.folder, found.body['certificate-authority-data'], found.body['certificate-authority']),
    cert: pem(holder.folder, signIn['client-certificate-data'], signIn['client-certificate']),
    key: pem(holder.folder, signIn['client-key-data'], signIn['client-key']),
    command: signIn.exec?.command,
  };
  return { server: found.body.server, ...present(parts) };
}

function present(
  parts: Readonly<Record<keyof Omit<ClusterAccess, 'server'>, string | undefined>>,
): Partial<ClusterAccess> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function parsed(path: string): z.infer<typeof config> {
  try {
    return config.parse(parse(fileText(path, 'KUBECONFIG')));
  } catch (error) {
    if (error instanceof ScopelightError) throw error;
    throw invalid(`\`${path}\` is no configuration of \`kubectl\``);
  }
}

function invalid(message: string): ScopelightError {
  return new ScopelightError('usage.invalid', message, {
    hint: 'see what `kubectl config view --minify` says, or set `KUBE_SERVER`, `KUBE_CA` and `KUBE_TOKEN`',
  });
}

/** Entries such as `{name: a, cluster: {…}}`. */
function listOf<Body extends z.ZodType>(field: string, body: Body) {
  return z
    .array(z.looseObject({ name: z.string() }))
    .nullish()
    .transform((list) =>
      (list ?? []).map((entry) => ({
        name: entry.name,
        body: body.parse(Object.getOwnPropertyDescriptor(entry, field)?.value),
      })),
    );
}
