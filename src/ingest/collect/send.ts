import { Agent, get } from 'node:https';
import type { CollectTls } from '../../providers/collector.ts';

/** What came back, before its body. */
export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Sends one request. It follows no redirect: where one leads, a secret must not. */
export type Send = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Sent>;

/** Gives what sends requests, over connections that are made as `tls` says. */
export function sender(tls: CollectTls | undefined): Send {
  if (tls === undefined) return sendPlainly;
  const agent = new Agent({ ...tls, keepAlive: true, maxSockets: 2 });
  return (url, headers, signal) =>
    new Promise((resolve, reject) => {
      get(url, { headers, agent, signal }, (answer) => {
        const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]);
        resolve({ status: answer.statusCode ?? 0, headers: new Headers(told), body: answer });
      }).on('error', (error) => reject(signal.aborted ? signal.reason : error));
    });
}

const sendPlainly: Send = async (url, headers, signal) => {
  const answer = await fetch(url, { headers, redirect: 'manual', signal });
  return { status: answer.status, headers: answer.headers, body: answer.body ?? nothing() };
};

async function* nothing(): AsyncGenerator<Uint8Array> {}
