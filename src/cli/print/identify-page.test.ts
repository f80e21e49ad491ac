import { describe, expect, it } from 'vitest';
import type { Identified, IdentifiedToken } from '../../model/identified.ts';
import { identifyPage } from './identify-page.ts';
import { actsOnTerminal, print, sampleWindow, tokenRow } from './sample-values.test-support.ts';

const hostile = '\u001b[31m\u0007\nx\u202e';

const candidate = {
  format: 'some-key',
  issuer: 'Acme',
  kind: 'API key',
  certainty: 'certain',
  why: 'nothing else has this form',
  revoke: 'Settings → Keys',
} as const;

function token(given: Partial<IdentifiedToken> = {}): IdentifiedToken {
  return {
    ...candidate,
    provider: null,
    candidates: [candidate],
    isSecret: true,
    prefix: 'acme_',
    length: 40,
    checksum: 'none',
    publicIds: [],
    account: null,
    facts: [],
    withheld: [],
    notes: [],
    issuedAt: null,
    expiresAt: null,
    isExpired: null,
    revoke: { where: 'Settings → Keys', commands: ['acme keys delete KEY'], notes: [] },
    matches: null,
    ...given,
  };
}

function page(
  tokens: readonly IdentifiedToken[],
  given: Partial<Identified['input']> = {},
  width = 100,
): string {
  const input = { bytes: 40, isCut: false, more: 0, ...given };
  return print(
    identifyPage(
      { schema: 'scopelight.identified/1', input, window: sampleWindow, tokens: [...tokens] },
      { width },
    ),
  );
}

const known = {
  basis: 'key id',
  isExact: true,
  token: tokenRow({ owner: 'platform', calls: 12, score: 71 }),
  ownerBasis: 'tag:owner',
  revoke: {
    quarantine: ['off KEY'],
    rollback: ['on KEY'],
    revoke: ['gone KEY'],
    notes: ['it stops at once'],
  },
};

describe('the page about found tokens', () => {
  it('says how sure it is', () => {
    const other = { ...candidate, issuer: 'Other', certainty: 'possible' } as const;
    expect(page([token()])).toContain('This is Acme: API key.');
    expect(page([token({ certainty: 'likely' })])).toContain('This is most likely Acme: API key.');
    expect(page([token({ isSecret: false })])).toContain('which is no secret by itself');
    const both = page([token({ certainty: 'possible', candidates: [{ ...other, issuer: 'Acme' }, other] })]);
    expect(both).toContain('the form of 2 kinds of token; which one cannot be told');
    expect(both).toContain('Other: API key – Settings → Keys');
    expect(page([token({ certainty: 'unknown', candidates: [], kind: 'unknown (base64)' })])).toContain(
      'no known format',
    );
    expect(page([])).toContain('Nothing in this looks like a token.');
  });

  it('says whose it is, and how to switch it off, back on, and take it away', () => {
    const text = page([token({ isSecret: false, matches: [known] })]);
    expect(text).toContain('It is platform’s: 12 calls');
    expect(text).toContain('gap score 71');
    expect(text).toMatch(
      /switch it off[\s\S]*off KEY[\s\S]*switch it on again[\s\S]*on KEY[\s\S]*for good[\s\S]*gone KEY/,
    );
    expect(text).toContain('it stops at once');
    expect(text).not.toContain('acme keys delete');
  });

  it('says that a secret can also be revoked by whoever found it', () => {
    expect(page([token({ matches: [known] })])).toContain('acme keys delete KEY');
  });

  it('does not take a token of the same principal for the one that was found', () => {
    const text = page([token({ matches: [{ ...known, isExact: false, basis: 'the principal it names' }] })]);
    expect(text).toContain('Its principal has');
    expect(text).not.toContain('gone KEY');
    expect(text).toContain('acme keys delete KEY');
  });

  it('tells what is not known, what has expired, and what is missing', () => {
    expect(page([token({ matches: [] })])).toContain(
      'not known to the inventory and the logs of 2 Jun – 29 Sep 2026',
    );
    const past = {
      expiresAt: '2026-01-02T03:04:05Z',
      isExpired: true,
      checksum: 'invalid',
      withheld: ['nonce'],
    } as const;
    const text = page([token({ ...past, withheld: ['nonce'] })], { more: 3, isCut: true });
    for (const part of [
      '2 Jan 2026 03:04 (it has expired)',
      'wrong',
      'nonce',
      '3 more tokens',
      'more than is looked at',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('lets nothing that a token says act on the terminal, and fits into its width', () => {
    const named = [{ name: hostile, value: hostile.repeat(20) }];
    const row = tokenRow({ owner: hostile, principal: hostile, id: hostile });
    const bad = token({
      publicIds: named,
      facts: named,
      notes: [hostile],
      account: hostile,
      matches: [{ ...known, token: row, ownerBasis: hostile }],
    });
    for (const width of [40, 80, 160]) {
      const text = page([bad], {}, width);
      expect(actsOnTerminal(text)).toEqual([]);
      for (const line of text.split('\n').filter((one) => !/KEY/.test(one))) {
        expect([...line].length).toBeLessThanOrEqual(width);
      }
    }
  });
});
