import { createHash } from 'node:crypto';

/**
 * Who called, as your authentication found out. Never the key or token itself: where you have nothing else, give
 * {@link keyHash} of it as `keyId`.
 * @typedef {object} Caller
 * @property {string} [keyId] public id of the API key or token
 * @property {string} [clientId] OAuth client
 * @property {string} [consumer] customer or application that the key belongs to
 * @property {string} [subject] user that is signed in
 * @property {readonly string[]} [scopes] what the key or token may do
 */

/**
 * One answered request.
 * @typedef {object} Answered
 * @property {Date} time when it came in
 * @property {string | undefined} requestId
 * @property {string} method
 * @property {string} url as called; its query is not written
 * @property {string | undefined} route template that it matched, such as `/orders/:orderId`
 * @property {number} status
 * @property {string | undefined} address
 * @property {string | undefined} agent
 */

/**
 * Gives the line of JSON that Scopelight reads of an answered request. It holds no query, no header but the user agent and,
 * of a path that no route matched, plain words only: links that carry secrets stay out of the log.
 * @param {Answered} answered
 * @param {Caller | undefined} caller
 * @returns {string}
 */
export function accessLine({ time, requestId, method, url, route, status, address, agent }, caller = {}) {
  return JSON.stringify({
    time: time.toISOString(),
    request_id: requestId,
    method,
    ...(route === undefined ? { path: plainPath(url) } : { route }),
    status,
    remote_addr: address,
    user_agent: agent,
    key_id: caller.keyId,
    client_id: caller.clientId,
    consumer: caller.consumer,
    sub: caller.subject,
    ...(caller.scopes && { scopes: [...caller.scopes] }),
  });
}

/**
 * Gives the id that stands for a key of which only the value is known.
 * @param {string} key
 * @returns {string}
 */
export function keyHash(key) {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

/**
 * @param {string} url
 * @returns {string}
 */
function plainPath(url) {
  const [path = '/'] = url.split(/[?#]/, 1);
  return path
    .split('/')
    .map((segment) => (/^([a-z]{1,20}([_.-][a-z]{1,20}){0,3}|v\d{1,2}|)$/.test(segment) ? segment : '*'))
    .join('/');
}
