import { describe, expect, it } from 'vitest';
import type { Level } from '../../model/permission.ts';
import { scopeCapabilities } from './capabilities.ts';

describe('what the scopes of one’s own API are good for', () => {
  it('is read off their words and levels', () => {
    const scopes: readonly [string, Level][] = [
      ['orders:read', 'read'],
      ['orders:write', 'write'],
      ['orders:manage', 'write'],
      ['vault.secrets.read', 'read'],
      ['secrets:create', 'write'],
      ['https://shop.example/auth/apiKeys', 'write'],
      ['tokens:read', 'read'],
      ['webhooks:write', 'write'],
      ['functions:deploy', 'write'],
      ['audit-log:delete', 'write'],
      ['widget-budgets:write', 'write'],
    ];
    const permissions = scopes.map(([name, level], id) => ({
      ...{ id, name, level, service: 'api' },
      ...{ resourceKinds: ['operation'], recorded: 'shown' as const },
    }));
    expect(scopeCapabilities(permissions)).toEqual({
      'reads-secrets': ['vault.secrets.read'],
      'reads-data': ['orders:read', 'orders:manage', 'tokens:read'],
      'writes-data': scopes.filter(([, level]) => level === 'write').map(([name]) => name),
      'mints-tokens': ['https://shop.example/auth/apiKeys'],
      'sends-outside': ['webhooks:write'],
      'runs-code': ['functions:deploy'],
      'hides-traces': ['audit-log:delete'],
    });
  });
});
