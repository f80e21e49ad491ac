import type { Capability, CapabilityTable } from '../../model/capability.ts';
import type { Permission } from '../../model/permission.ts';

/** Who may do everything with a thing can read it; who may write it may not. */
const whole = /^(manage|admin|all|full|rw|readwrite)$/;
const changing = /^(write|create|update|delete|edit)$/;

/** Words of a scope by what they are about. */
const about = {
  secrets: /^(secrets?|credentials?|passwords?|vaults?)$/,
  tokens: /^(tokens?|apikeys?|sessions?|clients?)$/,
  outside: /^(webhooks?|hooks?|callbacks?|emails?|mails?|sms|notifications?|exports?|sharing|shares?)$/,
  code: /^(scripts?|functions?|exec|execute|workflows?|pipelines?|deploy|deployments?|plugins?|extensions?)$/,
  traces: /^(audits?|auditlogs?|logs?|logging)$/,
} as const;

/** Tells what the scopes of an API are good for in wrong hands, by the words of their names and by their levels. */
export function scopeCapabilities(permissions: readonly Permission[]): CapabilityTable {
  const table: Partial<Record<Capability, string[]>> = {};
  const add = (capability: Capability, name: string): void => {
    table[capability] = [...(table[capability] ?? []), name];
  };
  for (const { name, level } of permissions) {
    const words = wordsOf(name);
    const is = (kind: RegExp): boolean => words.some((word) => kind.test(word));
    const isLook = level === 'read' || level === 'list';
    const reads = isLook || is(whole);
    if (is(about.secrets) && (reads || !is(changing))) add('reads-secrets', name);
    else if (reads) add('reads-data', name);
    if (isLook) continue;
    if (level === 'write') add('writes-data', name);
    if (is(about.tokens) || isApiKey(words)) add('mints-tokens', name);
    if (is(about.outside)) add('sends-outside', name);
    if (is(about.code)) add('runs-code', name);
    if (is(about.traces)) add('hides-traces', name);
  }
  return table;
}

function isApiKey(words: readonly string[]): boolean {
  return words.some((word, index) => word === 'api' && /^keys?$/.test(words[index + 1] ?? ''));
}

/** `read`, `api`, `keys` of `https://shop.example/auth/read:apiKeys`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/^[a-z]+:\/\/[^/]+\/(auth\/)?/i, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
