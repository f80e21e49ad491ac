import { describe, expect, it } from 'vitest';
import { recogniseInventory } from './recognise.ts';

const arn = 'arn:aws:iam::111122223333:user/ann';
const report = 'user,arn,user_creation_time,password_enabled\n';
const base64 = Buffer.from(report.repeat(5000)).toString('base64');

describe('recogniseInventory', () => {
  it.each([
    ['authorization-details', { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] }],
    ['users', { status_code: 200, data: { Users: [{ UserName: 'ann', Arn: arn }] } }],
    ['credentials', [{ AccessKeyMetadata: [] }]],
    ['access-key-last-used', { UserName: 'ann', AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } }],
    ['service-last-accessed', { JobStatus: 'COMPLETED', ServicesLastAccessed: [] }],
    ['policy-version', { PolicyVersion: { Document: {}, VersionId: 'v1' } }],
    [
      'policy-document',
      { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    ],
    ['organisation-policies', { Policies: [{ Arn: 'arn:aws:organizations::aws:policy/x/p-FullAWSAccess' }] }],
    ['policies', { Policies: [{ Arn: 'arn:aws:iam::aws:policy/x' }] }],
    ['event-selectors', { TrailARN: 'arn:aws:cloudtrail:x', AdvancedEventSelectors: [] }],
  ])('tells %s by content', (kind, document) => {
    expect(recogniseInventory('x', JSON.stringify(document))).toBe(kind);
    expect(recogniseInventory('x', JSON.stringify(document, null, 4))).toBe(kind);
    expect(recogniseInventory('x', '', document)).toBe(kind);
  });

  it('needs only the beginning of a large file', () => {
    const users = Array.from({ length: 5000 }, (_, i) => ({
      Path: '/',
      UserName: `u${i}`,
      Arn: `${arn}${i}`,
    }));
    const text = JSON.stringify({ UserDetailList: users });
    expect(recogniseInventory('x', text.slice(0, 65_536))).toBe('authorization-details');
  });

  it.each([report, base64, JSON.stringify({ Content: base64, ReportFormat: 'text/csv' }).slice(0, 65_536)])(
    'tells a credential report in each of its forms',
    (text) => {
      expect(recogniseInventory('x', text)).toBe('credential-report');
    },
  );

  it.each([
    { Records: [{ eventSource: 'iam.amazonaws.com', requestParameters: { userName: 'ann' } }] },
    { Events: [{ CloudTrailEvent: '{}' }] },
    { kind: 'List', items: [{ kind: 'Role', metadata: { name: 'x' } }] },
    { Users: [{ UserName: 'ann', IdentityStoreId: 'd-1' }] },
    { JobId: 'x' },
    'text',
  ])('leaves %j alone', (document) => {
    expect(recogniseInventory('x', JSON.stringify(document))).toBeUndefined();
  });
});
