import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ScopelightError } from '../model/error.ts';

/**
 * Refuses what does not come from this machine's own page or programs: a name that another site made point here, and
 * requests that another site sends from the reader's browser.
 */
export function guardRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const reason = reasonToRefuse(request);
    if (reason !== undefined) {
      throw new ScopelightError('request.refused', reason, {
        hint: 'open the page by the address that `scopelight serve` printed',
      });
    }
  });
}

function reasonToRefuse({ headers, url }: FastifyRequest): string | undefined {
  const host = headers.host ?? '';
  if (!isLoopback(hostname(host))) return 'the request names another host than this machine';
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'the request comes from another site';
  const site = headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  // A link on another site may open the page, and nothing else.
  if (isForeign && (headers['sec-fetch-mode'] !== 'navigate' || url.startsWith('/v1/'))) {
    return 'the request comes from another site';
  }
  return undefined;
}

/** Whether an address or a name means this machine and nothing else. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function hostname(host: string): string {
  return (
    /^\[([^\]]*)\](?::\d+)?$/.exec(host)?.[1] ?? /^([^:]*)(?::\d+)?$/.exec(host)?.[1]?.toLowerCase() ?? ''
  );
}
