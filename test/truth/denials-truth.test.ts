import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DenialList } from '../../src/model/denials.ts';
import { listDenials } from '../../src/services/denials/list-denials.ts';
import { type LoadedDemo, loadDemo, tokenId } from './load-demo.ts';

/** What was refused, as the simulation itself tells it, against what the product says of it. */
describe('denials of the demo organisation', () => {
  let loaded: LoadedDemo;
  let list: DenialList;

  beforeAll(async () => {
    loaded = await loadDemo({ seed: 3, scale: 0.1 });
    list = await listDenials(loaded.ctx);
  }, 120_000);
  afterAll(() => loaded.remove());

  const of = (name: string) => list.denials.filter(({ principal }) => principal.endsWith(`/${name}`));

  it('are all there, each with its count, and nothing else', () => {
    const expected = loaded.aws.tokens.flatMap(({ id, uses }) =>
      uses
        .filter(({ denied }) => denied > 0)
        .map(({ permission, denied, allowed }) => [tokenId(id), permission, denied, allowed > 0] as const),
    );
    const key = ([token, permission]: readonly [string, string, ...unknown[]]): string =>
      `${token} ${permission}`;
    const found = new Map(
      list.denials
        .filter(({ token }) => token !== '')
        .map(({ token, permission, refusals }) => [key([token, permission]), refusals]),
    );
    expect(found).toEqual(new Map(expected.map((row) => [key(row), row[2]])));
    expect(expected.length).toBeGreaterThan(10);
  });

  it('are probing where a stolen key looks around in a new country', () => {
    const wants = of('svc-dispatch-sync');
    expect(wants.map(({ permission, verdict }) => [permission, verdict]).sort()).toEqual([
      ['iam:ListUsers', 'probing'],
      ['secretsmanager:ListSecrets', 'probing'],
    ]);
    for (const { signs } of wants) expect(signs.map(({ sign }) => sign)).toContain('new-place');
  });

  it('are needed where a job lost what it still uses, with the change that took it', () => {
    expect(of('tariff-refresh')).toMatchObject([
      {
        permission: 'sqs:GetQueueAttributes',
        verdict: 'needed',
        changes: [{ change: 'detach-role', object: 'arn:aws:iam::aws:policy/AmazonSQSFullAccess' }],
        fix: { layer: 'no-grant', policy: { Statement: [{ Action: 'sqs:GetQueueAttributes' }] } },
      },
    ]);
    expect(of('tariff-refresh')[0]?.signs.map(({ sign }) => sign)).toEqual(
      expect.arrayContaining(['allowed-before', 'taken-away']),
    );
  });

  it('are needed where a job began to send mails that it may not send', () => {
    expect(of('svc-ledger-export')).toMatchObject([
      { permission: 'ses:SendRawEmail', verdict: 'needed', granted: 'no', status: 'open' },
    ]);
  });

  it('are misconfigured where a bot has always been refused and works on', () => {
    const wants = of('svc-invoice-mailer');
    expect(wants.length).toBeGreaterThan(5);
    expect(wants.filter(({ verdict }) => verdict === 'needed' || verdict === 'probing')).toEqual([]);
    expect(wants.filter(({ verdict }) => verdict === 'misconfigured').length).toBeGreaterThan(5);
  });

  it('show the episodes of the keys that strangers and people use, what only those asked for, and no others', () => {
    const found = list.episodes.map(({ principal, permissions }) => [
      principal,
      permissions.filter(({ isOnlyHere }) => isOnlyHere).map(({ permission }) => permission),
    ]);
    const expected = loaded.truth.stories
      .flatMap(({ intrusions }) => intrusions)
      .filter(({ provider }) => provider === 'aws')
      .map(({ principal, permissions }) => [principal, permissions]);
    expect(found.sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(1);
  });

  it('take the scanner for a scanner, and nobody else', () => {
    const principals = new Set(list.scanners.map(({ principal }) => principal.split('/').at(-1)));
    expect([...principals]).toEqual(['posture-scanner-target']);
  });

  it('are probing where nobody of the organisation asked', () => {
    const anonymous = list.denials.filter(({ principalKind }) => principalKind === 'anonymous');
    expect(anonymous.map(({ verdict }) => verdict)).toEqual(anonymous.map(() => 'probing'));
    expect(anonymous.length).toBeGreaterThan(0);
  });
});
