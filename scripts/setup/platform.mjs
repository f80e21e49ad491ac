import { SetupError } from './tell.mjs';

const oldestNode = [20, 19];

/**
 * Makes sure that this Node can run the sources at all.
 * @throws {SetupError} naming the version to install.
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin = 0, minorMin = 0] = oldestNode;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return;
  throw new SetupError(
    `this is Node ${version}, and Scopelight needs ${oldestNode.join('.')} or newer: install it from https://nodejs.org`,
  );
}

/** @typedef {{ platform: string, arch: string, hasGlibc: boolean }} Machine */

/**
 * Makes sure that the embedded engine has a build for this machine. Slow enough to ask only before an installation.
 * @param {Machine} [machine]
 * @throws {SetupError} saying what would work instead.
 */
export function requireEnginePlatform({ platform, arch, hasGlibc } = thisMachine()) {
  const hint = 'the commands that need no store still run: `./scopelight lookup`, `./scopelight can`';
  if (!['linux', 'darwin'].includes(platform) || !['x64', 'arm64'].includes(arch)) {
    throw new SetupError(
      `the embedded engine runs on Linux and macOS (x64 and arm64), not on ${platform}-${arch}; ${hint}`,
    );
  }
  if (platform === 'linux' && !hasGlibc) {
    throw new SetupError(
      `the embedded engine needs glibc, and this Linux has another C library (Alpine?); ${hint}`,
    );
  }
}

/** @returns {Machine} */
function thisMachine() {
  return { platform: process.platform, arch: process.arch, hasGlibc: hasGlibc() };
}

function hasGlibc() {
  if (process.platform !== 'linux') return false;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header?.glibcVersionRuntime !== undefined;
}
