import { describe, expect, it } from 'vitest';
import { lineWidth } from '../run.ts';
import { actsOnTerminal, print, samplePage, tokenRow } from '../sample-values.test-support.ts';
import { tokenPage } from './token-page.ts';

const hostile = '\u001b[31m\u0007\nx\u202e';

describe('tokenPage', () => {
  it('concludes what the token can do and did', () => {
    const page = print(tokenPage(samplePage(), { width: 100 }));
    expect(page).toContain('svc-ledger-export can do 440 things. It did 26 of them in 48,212 calls.');
    expect(page).toContain('It may change things in 48 ways and only reads.');
    expect(page).toContain('It called on 3 of 120 days.');
  });

  it('draws one square a permission in the matrix, with figures beside it', () => {
    const page = print(tokenPage(samplePage(), { width: 100 }));
    expect(page).toMatch(/athena\s+1\/6 █░░░░░/);
    expect(page).toMatch(/s3\s+3\/62 █░+▒+\s+0\/48 ░+▒+/);
    expect(page).toMatch(/ses\s+✕1/);
  });

  it('stays within every width', () => {
    const matrix = Array.from({ length: 60 }, (_, index) => ({
      service: `service-with-a-long-name-${index}`,
      level: 'permissions' as const,
      granted: 123_456,
      used: 23_456,
      unused: 100_000,
      unknown: 0,
      denied: 99_999,
    }));
    for (let width = 60; width <= 200; width += 5) {
      for (const parts of tokenPage(samplePage({ matrix }), { width })) {
        expect(lineWidth(parts)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('prints what attackers wrote as text', () => {
    const base = samplePage();
    const page = samplePage({
      token: tokenRow({ id: hostile, principal: hostile }),
      principal: {
        ...base.principal,
        name: hostile,
        owner: hostile,
        ownerBasis: hostile,
        tokens: [hostile, 'b'],
      },
      places: base.places.map((place) => ({ ...place, place: hostile })),
      agents: base.agents.map((agent) => ({ ...agent, agent: hostile })),
      sessions: [{ session: hostile, calls: 1, lastSeen: base.window.from }],
      mintedBy: [{ token: hostile, principal: hostile, times: 1, lastSeen: base.window.from }],
      changes: [
        { time: base.window.from, change: hostile, subject: hostile, object: hostile, actor: hostile },
      ],
      samples: base.samples.map((sample) => ({
        ...sample,
        operation: hostile,
        resource: hostile,
        path: hostile,
      })),
    });
    expect(actsOnTerminal(print(tokenPage(page, { width: 200 }), true))).toEqual([]);
  });

  it('says what it does not know in words', () => {
    const base = samplePage();
    const token = tokenRow({
      granted: 0,
      used: 0,
      unused: 0,
      unknown: 0,
      score: null,
      calls: 0,
      firstUsed: null,
      lastUsed: null,
    });
    const principal = { ...base.principal, owner: null, isComplete: false };
    const page = print(tokenPage(samplePage({ token, principal, days: [] }), { width: 100 }));
    expect(page).toContain('What svc-ledger-export can do is not known.');
    expect(page).toContain('not in this window');
    expect(page).toMatch(/owner\s+none/);
    expect(page).toContain('is not known in full');
    expect(page).toContain('It made no call in these 120 days.');
  });
});
