import { describe, expect, it } from 'vitest';
import { findProvider } from '../providers/register.ts';
import { management, permissionId, sampleCoverage } from './gap.test-support.ts';
import { recordedSet, recordingKind } from './recorded-set.ts';
import { servicesOfSource } from './source-services.ts';

const { catalogue } = findProvider('aws');

function isRecorded(name: string, ...coverage: Parameters<typeof sampleCoverage>): boolean {
  return recordedSet(catalogue.permissions(), sampleCoverage(...coverage)).has(permissionId(name));
}

describe('recordedSet', () => {
  it('is empty without a log, and in one whose holes leave nothing to judge by', () => {
    expect(recordedSet(catalogue.permissions(), undefined).isEmpty).toBe(true);
    expect(
      recordedSet(catalogue.permissions(), sampleCoverage(management, { judgedFrom: undefined })).isEmpty,
    ).toBe(true);
  });

  it('tells reads from writes, and data events from both', () => {
    expect(isRecorded('ec2:DescribeInstances', ['management-read'])).toBe(true);
    expect(isRecorded('ec2:TerminateInstances', ['management-read'])).toBe(false);
    expect(isRecorded('s3:GetObject', management)).toBe(false);
    expect(isRecorded('s3:GetObject', ['data:AWS::S3::Object'])).toBe(true);
  });

  it('leaves out services that the settings leave out', () => {
    expect(isRecorded('kms:CreateKey', management)).toBe(true);
    expect(isRecorded('kms:CreateKey', management, { exceptServices: new Set(['kms']) })).toBe(false);
  });

  it('holds nothing of which no record is ever written', () => {
    const recorded = recordedSet(catalogue.permissions(), sampleCoverage(management));
    const never = catalogue.permissions().filter((permission) => permission.recorded === 'never');
    expect(never.length).toBeGreaterThan(100);
    expect(never.filter(({ id }) => recorded.has(id))).toEqual([]);
    const passRole = catalogue.find('iam:PassRole');
    expect(passRole && recordingKind(passRole)).toBeUndefined();
  });
});

describe('servicesOfSource', () => {
  it('gives the services whose permissions a source’s operations need, also under another name', () => {
    expect(servicesOfSource('aws', 'kms.amazonaws.com')).toEqual(['kms']);
    expect(servicesOfSource('aws', 'monitoring.amazonaws.com')).toEqual(['cloudwatch']);
    expect(servicesOfSource('aws', 'rdsdata.amazonaws.com')).toContain('rds-data');
  });

  it('takes the first part of the name of an unknown source', () => {
    expect(servicesOfSource('aws', 'brandnew.amazonaws.com')).toEqual(['brandnew']);
  });
});
