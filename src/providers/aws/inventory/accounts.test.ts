import { describe, expect, it } from 'vitest';
import { AccountFinder, keyAccount } from './accounts.ts';
import { Facts } from './facts.ts';

const first = '111122223333';
const second = '444455556666';

function finder(...users: readonly [path: string, account: string, name: string][]): AccountFinder {
  const facts = new Facts();
  for (const [path, account, name] of users) {
    const row = new Map([['user', name]]);
    facts.reportRows.push({ origin: origin(path), arn: `arn:aws:iam::${account}:user/${name}`, row });
  }
  return new AccountFinder(facts);
}

function origin(path: string, ...labels: string[]) {
  return { path, place: '$', takenAt: 0, labels };
}

describe('AccountFinder', () => {
  const accounts = finder(
    ['prod/gaad.json', first, 'ann'],
    ['dev/gaad.json', second, 'bob'],
    ['dev/gaad.json', second, 'ann'],
  );

  it('believes a known account number around the answer or in its path first', () => {
    expect(accounts.find({ origin: origin('dev/keys.json', first) })).toBe(first);
    expect(accounts.find({ origin: origin(`x/${first}/202601011200/keys.json`) })).toBe(first);
  });

  it('takes the account of the nearest folder', () => {
    expect(accounts.find({ origin: origin('dev/keys/ann.json'), userName: 'ann' })).toBe(second);
    expect(accounts.find({ origin: origin('prod/keys.json'), userName: 'ann' })).toBe(first);
  });

  it('takes the only account that knows the user over a folder that does not', () => {
    expect(accounts.find({ origin: origin('prod/keys.json'), userName: 'bob' })).toBe(second);
    expect(accounts.find({ origin: origin('keys.json'), userName: 'bob' })).toBe(second);
  });

  it('does not guess between accounts that both know the user', () => {
    expect(accounts.find({ origin: origin('keys.json'), userName: 'ann' })).toBeUndefined();
  });

  it('takes the account that a key id carries, if it is known', () => {
    const known = finder(['a/r.csv', '029608264753', 'ann'], ['b/r.csv', first, 'ann']);
    const keyId = 'AKIAQNZGKIQY56JQ7WML';
    expect(known.find({ origin: origin('keys.json'), userName: 'ann', keyId })).toBe('029608264753');
    expect(accounts.find({ origin: origin('keys.json'), userName: 'ann', keyId })).toBeUndefined();
  });

  it('believes a number that stands alone in the path when no account is known otherwise', () => {
    expect(finder().find({ origin: origin(`export/${second}/keys.json`) })).toBe(second);
    expect(finder().find({ origin: origin(`export/backup-${second}/keys.json`) })).toBeUndefined();
    expect(finder().find({ origin: origin('export/202601311200/keys.json') })).toBeUndefined();
  });
});

describe('keyAccount', () => {
  it('reads the account number out of a key id', () => {
    expect(keyAccount('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753');
  });

  it('gives nothing for what is no key id', () => {
    expect(keyAccount('AKIA0189')).toBeUndefined();
    expect(keyAccount('')).toBeUndefined();
  });
});
