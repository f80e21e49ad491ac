import { describe, expect, it } from 'vitest';
import { requireEnginePlatform, requireNode } from './platform.mjs';

describe('requireNode', () => {
  it.each(['20.19.0', '20.20.2', '22.1.0', '100.0.0'])('accepts Node %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(['20.18.3', '18.20.4', '9.0.0'])('refuses Node %s and names the version it needs', (version) => {
    expect(() => requireNode(version)).toThrow(/20\.19/);
  });
});

describe('requireEnginePlatform', () => {
  it.each([
    { platform: 'linux', arch: 'x64', hasGlibc: true },
    { platform: 'linux', arch: 'arm64', hasGlibc: true },
    { platform: 'darwin', arch: 'arm64', hasGlibc: false },
  ])('accepts $platform-$arch', (machine) => {
    expect(() => requireEnginePlatform(machine)).not.toThrow();
  });

  it.each([
    [{ platform: 'linux', arch: 'x64', hasGlibc: false }, /glibc/],
    [{ platform: 'win32', arch: 'x64', hasGlibc: false }, /win32-x64/],
    [{ platform: 'linux', arch: 'riscv64', hasGlibc: true }, /riscv64/],
  ])('refuses %o and says why', (machine, reason) => {
    expect(() => requireEnginePlatform(machine)).toThrow(reason);
  });
});
