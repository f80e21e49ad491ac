import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';
import { tell } from './tell.mjs';

const folder = join(root, '.scopelight');
const lock = join(folder, 'setup.lock');

/**
 * Runs `act` while no other process installs or builds in this checkout. Waits for one that does; takes over from
 * one that died.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function oneAtATime(act) {
  mkdirSync(folder, { recursive: true });
  for (let waits = 0; !take(); waits += 1) {
    if (waits === 0) tell('another process is setting up this checkout; waiting for it');
    await sleep(200);
  }
  try {
    return await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
  if (existsSync(lock) && !isHeld()) rmSync(lock, { force: true });
  return false;
}

function isHeld() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // A holder that has not written its id yet is alive.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
