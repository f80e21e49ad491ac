import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli, startCli, temporaryFolder } from './cli.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

/** Starts `serve`, and gives the address it prints. */
async function serving(...args: readonly string[]) {
  const server = startCli(['serve', '--port', '0', '--data', 'data', ...args], { cwd });
  let said = '';
  for await (const piece of server.stderr) {
    said += String(piece);
    const [address] = /http:\/\/\S+/.exec(said) ?? [];
    if (address !== undefined) return { server, address, said };
  }
  throw new Error(`it ended before it served: ${said}`);
}

describe('scopelight serve', () => {
  it('serves the API on this machine until it is told to stop, and lets other commands use its data meanwhile', async () => {
    const { server, address, said } = await serving();
    expect(said).toContain('until Ctrl-C');
    const health = await fetch(`${address}/v1/health`);
    expect(await health.json()).toMatchObject({ isHealthy: true });
    const overview = await fetch(`${address}/v1/overview`);
    expect(await overview.json()).toMatchObject({ fleet: { tokens: 0 } });
    const beside = runCli(['tokens', '--data', 'data'], { cwd });
    expect(beside).toMatchObject({ code: 0, stderr: '' });
    server.kill('SIGINT');
    expect(await once(server, 'exit')).toEqual([null, 'SIGINT']);
    expect(runCli(['tokens', '--data', 'data'], { cwd }).code).toBe(0);
  });

  it.each(['0.0.0.0', '::', '192.168.1.7', 'example.com'])(
    'refuses to listen on %s, and says why',
    (host) => {
      const { code, stdout, stderr } = runCli(['serve', '--host', host, '--data', 'data'], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('can be reached from other machines');
      expect(stderr).toContain('ssh -L');
    },
  );

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    // The other program listens in this very process, which therefore must not wait for the command.
    const server = startCli(['serve', '--port', String(port), '--data', join(cwd, 'other')], { cwd });
    let said = '';
    server.stderr.on('data', (piece) => (said += String(piece)));
    const [code] = await once(server, 'exit');
    other.close();
    expect({ code, said }).toMatchObject({
      code: 4,
      said: expect.stringContaining(`port ${port} is in use`),
    });
  });
});
