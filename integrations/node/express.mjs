import { randomUUID } from 'node:crypto';
import { accessLine } from './access-line.mjs';

/**
 * Gives a middleware for Express that writes a line for every answered request; use it before the routes:
 *
 *     app.use(scopelight({ identify: (request) => ({ keyId: request.apiKey.id, scopes: request.apiKey.scopes }) }));
 *
 * @param {object} options
 * @param {(request: import('express').Request) => import('./access-line.mjs').Caller | undefined} options.identify
 *   who called; asked after the answer, so that what your authentication left on the request is there
 * @param {(line: string) => void} [options.write] standard output when absent
 * @returns {import('express').RequestHandler}
 */
export function scopelight({ identify, write = (line) => process.stdout.write(`${line}\n`) }) {
  return (request, response, next) => {
    const time = new Date();
    const requestId = randomUUID();
    response.once('close', () => {
      write(
        accessLine(
          {
            time,
            requestId,
            method: request.method,
            url: request.originalUrl,
            route: routeOf(request),
            // Without headers the client went away before there was an answer.
            status: response.headersSent ? response.statusCode : 0,
            address: request.ip,
            agent: request.get('user-agent'),
          },
          identify(request),
        ),
      );
    });
    next();
  };
}

/**
 * @param {import('express').Request} request
 * @returns {string | undefined}
 */
function routeOf(request) {
  const path = request.route?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : undefined;
}
