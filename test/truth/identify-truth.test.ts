import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fleetGap } from '../../src/analysis/gap.ts';
import type { Identified } from '../../src/model/identified.ts';
import { identifyTokens } from '../../src/services/identify/identify-tokens.ts';
import { judgedSpan } from '../../src/services/judged-span.ts';
import { type LoadedDemo, loadDemo } from './load-demo.ts';

const minutes = 60_000;

describe('a found key of the demo organisation', () => {
  let loaded: LoadedDemo;

  beforeAll(async () => {
    loaded = await loadDemo({ seed: 1, scale: 0.1 });
  }, 10 * minutes);
  afterAll(() => loaded.remove());

  function identify(text: string): Promise<Identified> {
    return identifyTokens({ bytes: Buffer.from(text), now: loaded.ctx.now() }, (task) => task(loaded.ctx));
  }

  it('is told to be its owner’s, with its use and its gap, as the simulation says', async () => {
    const { aws } = loaded;
    const fleet = await fleetGap(loaded.ctx.store, await judgedSpan(loaded.ctx));
    const owners = new Map(aws.principals.map(({ id, owner }) => [id, owner]));
    const keys = aws.tokens
      .filter(({ kind, principal }) => kind === 'access-key' && principal !== '')
      .slice(0, 50);
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.some(({ principal }) => owners.get(principal) !== undefined)).toBe(true);
    const { tokens } = await identify(keys.map(({ id }) => `key: ${id}`).join('\n'));
    for (const [index, key] of keys.entries()) {
      const [match, ...others] = tokens[index]?.matches ?? [];
      const gap = fleet.tokens.find(
        ({ token }) => token.id === key.id && token.principalId === key.principal,
      );
      expect(others).toEqual([]);
      expect(tokens[index]).toMatchObject({ format: 'aws-access-key-id', account: key.account });
      expect(match).toMatchObject({
        isExact: true,
        token: {
          id: key.id,
          principal: key.principal,
          calls: gap?.calls,
          score: gap?.score ?? null,
          granted: gap?.granted.size,
          unused: gap?.unusedCount,
        },
      });
      const owner = owners.get(key.principal);
      if (owner !== undefined) expect(match?.token.owner).toBe(owner);
      const lastSeen = key.lastSeen === undefined ? null : Math.floor(Date.parse(key.lastSeen) / 1000) * 1000;
      if (match?.token.lastUsed !== null || lastSeen !== null) {
        expect(Date.parse(match?.token.lastUsed ?? '')).toBe(lastSeen);
      }
      expect(match?.revoke.revoke.join('\n')).toContain(key.id);
    }
  });

  it('is known as a session’s when it is a temporary one', async () => {
    const [call] = await loaded.ctx.store.query({
      name: 'a session',
      sql: `SELECT credential_id, token_id FROM calls_v1 WHERE startsWith(credential_id, 'ASIA') AND token_kind = 'session'
        ORDER BY time, event_id LIMIT 1`,
      row: z.object({ credential_id: z.string(), token_id: z.string() }),
    });
    const { tokens } = await identify(call?.credential_id ?? '');
    expect(tokens).toMatchObject([
      {
        format: 'aws-temporary-key-id',
        matches: [{ isExact: true, token: { id: call?.token_id, kind: 'session' } }],
      },
    ]);
    expect(tokens[0]?.matches?.[0]?.basis).toContain('of a session');
  });

  it('is told to be unknown when no inventory and no log has it', async () => {
    const { tokens, window } = await identify('AKIAQ3EGR7NFXXXXXXXX');
    expect(window).not.toBeNull();
    expect(tokens).toMatchObject([{ matches: [] }]);
  });
});
