import { shellWord } from '../../shared/text/shell-word.ts';

/**
 * A request to Okta’s API as a command. The organisation and the token are variables that stop the shell while nobody
 * has set them, so that neither is written down. In a body, {@link organisationUrl} stands for the organisation.
 */
export function call(method: string, path: string, body?: unknown): string {
  const data = body === undefined ? '' : ` -H 'Content-Type: application/json' -d ${bodyWord(body)}`;
  const verb = method === 'GET' ? '' : ` -X ${method}`;
  return `curl -fsS${verb} ${authorization}${data} ${organisation}${pathWord(path)}`;
}

const authorization = `-H "Authorization: SSWS \${OKTA_TOKEN:?an API token}"`;
const organisation = `"\${OKTA_ORG:?https://NAME.okta.com}"`;

/** Stands in a body for the address of the organisation. */
export const organisationUrl = 'https://{organisation}';

/** The body that gives a scope to an app. */
export function issuerBody(scopeId: string): unknown {
  return { scopeId, issuer: organisationUrl };
}

/** An id as a part of a path: it comes from logs. */
export function segment(id: string): string {
  return encodeURIComponent(id).replaceAll(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

/** Runs a request for each thing that an answer lists and `filter` finds: `{}` in its path is the id of it. */
export function each(list: string, filter: string, request: string): string {
  return `${list} | jq -r ${shellWord(`${filter} | .id`)} | xargs -I{} ${request}`;
}

/** The shell fills the organisation in between quoted pieces. */
function bodyWord(body: unknown): string {
  return shellWord(JSON.stringify(body)).replaceAll(organisationUrl, `'"$OKTA_ORG"'`);
}

/** `{}` is filled in by xargs, and needs no quotes. */
function pathWord(path: string): string {
  return path.endsWith('/{}') ? `${shellWord(path.slice(0, -2))}{}` : shellWord(path);
}
