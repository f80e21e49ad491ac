import { accessLine } from './access-line.mjs';

/**
 * A plugin for Fastify that writes a line for every answered request:
 *
 *     app.register(scopelight, { identify: (request) => ({ keyId: request.apiKey.id, scopes: request.apiKey.scopes }) });
 *
 * @typedef {object} Options
 * @property {(request: import('fastify').FastifyRequest) => import('./access-line.mjs').Caller | undefined} identify
 *   who called; asked after the answer, so that what your authentication left on the request is there
 * @property {(line: string) => void} [write] standard output when absent
 */

/** @type {import('fastify').FastifyPluginAsync<Options>} */
export const scopelight = async (app, { identify, write = (line) => process.stdout.write(`${line}\n`) }) => {
  app.addHook('onResponse', async (request, reply) => {
    write(
      accessLine(
        {
          time: new Date(Date.now() - reply.elapsedTime),
          requestId: request.id,
          method: request.method,
          url: request.url,
          route: request.is404 ? undefined : request.routeOptions.url,
          status: reply.statusCode,
          address: request.ip,
          agent: request.headers['user-agent'],
        },
        identify(request),
      ),
    );
  });
};

// It is for all routes of the application, not only for those that are registered within it.
Object.assign(scopelight, { [Symbol.for('skip-override')]: true });
