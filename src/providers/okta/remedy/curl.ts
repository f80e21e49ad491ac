import { shellWord } from '../../shell-word.ts';

/**
 * A request to Okta’s API as a command. The organisation and the token are variables that stop the shell while nobody
 * has set them, so that neither is written down.
 */
export function call(method: string, path: string, body?: unknown): string {
  const data =
    body === undefined ? '' : ` -H 'Content-Type: application/json' -d ${shellWord(JSON.stringify(body))}`;
  return `curl -fsS -X ${method} ${authorization}${data} ${organisation}${shellWord(path)}`;
}

const authorization = `-H "Authorization: SSWS \${OKTA_TOKEN:?an API token}"`;
const organisation = `"\${OKTA_ORG:?https://NAME.okta.com}"`;

/** An id as a part of a path: it comes from logs. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}
