import { expect, it } from 'vitest';
import { originOf } from './origin.ts';

it.each([
  ['https://umbra.okta.com/admin?x#y', 'https://umbra.okta.com'],
  ['https://user:pass@umbra.okta.com:8443', 'https://umbra.okta.com:8443'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['http://[::1]:1', 'http://[::1]:1'],
])('takes %s', (text, origin) => {
  expect(originOf(text, 'X', 'https://x')).toBe(origin);
});

it.each(['', 'umbra', 'http://umbra.okta.com', 'http://127.0.0.1.example', 'ftp://x', 'javascript:1', '//x'])(
  'sends no secret to `%s`',
  (text) => {
    expect(() => originOf(text, 'OKTA_ORG', 'https://NAME.okta.com')).toThrow('`OKTA_ORG` is no address');
  },
);
