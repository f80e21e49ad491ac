import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endStoreProcesses, holdDataOf } from '../support/start-store-process.ts';
import { runCli, temporaryFolder } from './cli.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;

let key: string;
beforeAll(async () => {
  runCli(['demo', 'demo', '--days', '30', '--scale', '0.1'], { cwd });
  runCli(['ingest', 'demo/aws'], { cwd });
  await holdDataOf(cwd);
  const { stdout } = runCli(['tokens', '--search', 'svc-metrics-scraper', '--json'], { cwd });
  const { tokens }: { tokens: { id: string }[] } = JSON.parse(stdout);
  key = tokens[0]?.id ?? '';
}, 120_000);
afterAll(async () => {
  await endStoreProcesses();
  folder.remove();
});

function policy(...args: string[]) {
  return runCli(['policy', ...args], { cwd });
}

describe('policy', () => {
  it('prints the policy alone in every format, fit to be kept as it is', () => {
    const json = policy(key, '--format', 'json');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({
      Statement: [{ Effect: 'Allow', Action: ['cloudwatch:GetMetricData', 'ec2:DescribeInstances'] }],
    });
    expect(policy(key, '--format', 'terraform').stdout).toMatch(/^(#|resource |data |locals )/m);
    expect(policy(key, '--format', 'cloudformation').stdout).toContain('AWS::IAM');
  });

  it('says in words what remains, what cannot be known and what the replay found', () => {
    const { stdout } = policy(key);
    expect(stdout).toMatch(/svc-metrics-scraper: [\d,]+ → 2 permissions\./);
    expect(stdout).toContain('--keep s3');
    expect(stdout).toMatch(/Replay: none of [\d,]+ past calls would be denied/);
  });

  it('keeps what is unknown of every service that is named', () => {
    const { stdout } = policy(key, '--keep', 's3', '--keep', 'dynamodb', '--json');
    const services = new Set(
      JSON.parse(stdout).kept.map(({ permission }: { permission: string }) => permission.split(':')[0]),
    );
    expect([...services].sort()).toEqual(['dynamodb', 's3']);
  });

  it.each([
    [['AKIANOBODY'], 'no token or principal'],
    [['AKIANOBODY', '--format', 'json', '--json'], 'both say how to print'],
    [['AKIANOBODY', '--mode', 'all'], 'Allowed choices are used, needed'],
  ])('refuses %j', (args, message) => {
    const { code, stdout, stderr } = policy(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });
});
