import { describe, expect, it } from 'vitest';
import { runHostileInventory } from '../../shared/laws/run-hostile-inventory.test-support.ts';
import { readInventory, recogniseInventory } from './index.ts';

const readAll = runHostileInventory('aws', { read: readInventory, recognise: recogniseInventory });

describe('readInventory, of hostile names and trees', () => {
  it('reads names of object internals as names', () => {
    const user =
      '{"UserName":"__proto__","Arn":"arn:aws:iam::111122223333:user/__proto__","GroupList":["constructor"],';
    const tags =
      '"Tags":[{"Key":"__proto__","Value":"polluted"}],"__proto__":{"isDamaged":true},"UserPolicyList":[]}';
    const read = readAll([{ path: 'x', text: `{"UserDetailList":[${user}${tags}]}` }]);
    expect(read.principals.map((principal) => principal.name)).toEqual(['__proto__']);
    expect(Object.entries(read.principals[0]?.tags ?? {})).toEqual([['__proto__', 'polluted']]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('survives policies nested deeper than any stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":${deep},"Resource":"*"}]}`;
    const user = '"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"';
    const inline = `"UserPolicyList":[{"PolicyName":"p","PolicyDocument":${policy}}]`;
    const read = readAll([{ path: 'x', text: `{"UserDetailList":[{${user},${inline}}]}` }]);
    expect(read.effective.map((grant) => grant.isComplete)).toEqual([false]);
  });

  it('bounds what it says of one file', () => {
    const users = Array.from({ length: 5000 }, (_, index) => index);
    const read = readAll([{ path: 'x', text: JSON.stringify({ UserDetailList: users }) }]);
    expect(read.problems.length).toBeLessThan(200);
    expect(read.problems.at(-1)?.reason).toContain('further remarks');
  });

  it('ends loops in the tree of an organisation', () => {
    const unit = (id: string) => ({
      OrganizationalUnits: [{ Id: id, Arn: 'arn:aws:organizations::999900001111:ou/x', Name: id }],
    });
    const account = {
      Accounts: [{ Id: '111122223333', Arn: 'arn:aws:organizations::999900001111:account/x', Name: 'a' }],
    };
    const read = readAll([
      { path: 'ous-ou-ab12-aaaaaaaa.json', text: JSON.stringify(unit('ou-ab12-bbbbbbbb')) },
      { path: 'ous-ou-ab12-bbbbbbbb.json', text: JSON.stringify(unit('ou-ab12-aaaaaaaa')) },
      { path: 'accounts-ou-ab12-aaaaaaaa.json', text: JSON.stringify(account) },
      {
        path: 'u.json',
        text: '{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"}]}',
      },
    ]);
    expect(read.effective[0]?.unknowns.map((unknown) => unknown.effect)).toContain('less');
  });
});
