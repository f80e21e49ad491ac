import { describe, expect, it } from 'vitest';
import { scanSample } from '../cli/scan-sample.test-support.ts';
import { sampleTokens, writeSampleOrganisation } from './sample-organisation.ts';

const { report, run, json, tokenOf, statesOf } = scanSample((directory) => {
  const { log, inventory } = writeSampleOrganisation(directory);
  return { logs: [log], inventory: [inventory] };
});

describe('the event log files and the exports of a Salesforce organisation', () => {
  it('are read in full; a request counts once, in files of days and hours and in two logs alike', () => {
    expect(report().sources).toMatchObject([{ provider: 'salesforce', ignored: 0, unreadableCount: 0 }]);
    expect(tokenOf(sampleTokens.sync)).toMatchObject({ calls: 100 * (24 + 6 + 1) });
    expect(tokenOf(sampleTokens.bulk)).toMatchObject({ calls: 100 * (4 + 1) });
  });

  it('list what apps were given, sessions, and no value of a token', () => {
    expect(
      report()
        .tokens.map(({ id }) => id)
        .sort(),
    ).toEqual([...Object.values(sampleTokens), '005Gg000000mira/pages'].sort());
    expect(JSON.stringify(report())).not.toContain('secret-value');
  });

  it('tell what is used from what is not, and both from what nothing can tell', () => {
    expect(
      statesOf(sampleTokens.sync, [
        'Order:read',
        'Order:delete',
        'Invoice__c:edit',
        'Payroll__c:read',
        'Case:viewAll',
        'Case:read',
        'Product2:edit',
        'ViewSetup',
        'Contact:delete',
      ]),
    ).toEqual({
      'Order:read': 'used',
      'Order:delete': 'unused',
      'Invoice__c:edit': 'used',
      // A query of the one may read through it.
      'Payroll__c:read': 'unknown',
      'Case:viewAll': 'unknown',
      'Case:read': 'unused',
      'Product2:edit': 'unused',
      ViewSetup: 'unknown',
      'Contact:delete': 'denied',
    });
  });

  it('leave open what a bulk job did, on its object alone', () => {
    expect(statesOf(sampleTokens.bulk, ['Lead:edit', 'Lead:delete', 'Campaign:edit'])).toEqual({
      'Lead:edit': 'used',
      'Lead:delete': 'unused',
      'Campaign:edit': 'unknown',
    });
  });

  it('call nothing unused of a person who signs in to the pages', () => {
    expect(statesOf(sampleTokens.report, ['Account:read', 'Account:edit'])).toEqual({
      'Account:read': 'used',
      'Account:edit': 'unknown',
    });
  });

  it('give the smallest permission set, custom objects by name, with the fields of what stays', () => {
    const xml = run('policy', sampleTokens.sync, '--mode', 'used', '--format', 'xml');
    const objects = [...xml.matchAll(/<object>(\w+)<\/object>/g)].map(([, name]) => name);
    expect(objects).toEqual(['Invoice__c', 'Order', 'Payroll__c']);
    const payroll = xml.split('<objectPermissions>').find((part) => part.includes('<object>Payroll__c<'));
    expect(payroll).toContain('<allowRead>true</allowRead>');
    expect(payroll).not.toContain('<allowEdit>true</allowEdit>');
    expect(xml).toContain('<field>Invoice__c.Amount__c</field>');
    expect(xml).not.toContain('Product2.Family');
    expect(xml).toContain('<name>ApiEnabled</name>');
    expect(JSON.stringify(json('policy', sampleTokens.sync))).toContain('sf project deploy start');
  });

  it('keep in backtests whatever was allowed', () => {
    const backtest = json<{ readonly inSample: { readonly deniedCalls: number } }>(
      'backtest',
      sampleTokens.sync,
    );
    expect(backtest.inSample.deniedCalls).toBe(0);
  });

  it('say how a token that was never used is taken out of use', () => {
    expect(tokenOf(sampleTokens.idle)).toMatchObject({ calls: 0, used: 0 });
    expect(JSON.stringify(report().findings)).toContain('/services/oauth2/revoke');
  });
});
