import { spawnSync } from 'node:child_process';
import { fromDebian } from './from-debian.mjs';
import { oneAtATime } from './one-at-a-time.mjs';

/** Makes sure that there is an nginx to test its log format with, where that can be done; the test that needs it says what cannot. */
export async function ensureNginx() {
  if (isThere()) return;
  await oneAtATime(async () => {
    if (!isThere()) fromDebian('nginx-light', 'its log format');
  });
}

function isThere() {
  return spawnSync(process.env.SCOPELIGHT_TEST_NGINX ?? 'nginx', ['-v']).status === 0;
}
