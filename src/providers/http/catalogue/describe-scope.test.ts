import { expect, it } from 'vitest';
import { levelOfScope, serviceOfScope } from './describe-scope.ts';

it.each([
  ['orders:read', 'orders'],
  ['read:orders', 'orders'],
  ['orders.items.write', 'orders'],
  ['https://www.example.com/auth/orders.readonly', 'orders'],
  ['write_orders', 'orders'],
  ['admin', 'shop'],
])('%s is about %s', (scope, service) => {
  expect(serviceOfScope(scope, 'shop')).toBe(service);
});

it.each([
  ['orders:read', ['GET', 'HEAD'], 'read'],
  ['orders:read', ['GET', 'POST'], 'write'],
  ['orders', [], 'write'],
  ['orders:view', [], 'read'],
  ['orders:admin', ['GET'], 'permissions'],
  ['roles:read', ['GET'], 'read'],
  ['grants:write', ['POST'], 'permissions'],
] as const)('%s with %j is of level %s', (scope, methods, level) => {
  expect(levelOfScope(scope, new Set(methods))).toBe(level);
});
