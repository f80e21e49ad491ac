import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import table from '../../../data/agents/agents.json' with { type: 'json' };
import { agentFamily } from './agent-family.ts';

describe('agentFamily', () => {
  it.each([
    ['aws-cli/2.15.0 Python/3.11.6 Linux/5.10 exe/x86_64 prompt/off command/s3.cp', 'cli', 'aws-cli', 2],
    ['aws-cli/1.10.32 Python/2.7.9 Windows/7 botocore/1.4.22', 'cli', 'aws-cli', 1],
    ['[Boto3/1.26.165 Python/3.10.6 Linux/5.19.0 Botocore/1.29.165]', 'sdk', 'boto3', 1],
    ['Botocore/1.29.165 Python/3.10.6', 'sdk', 'botocore', 1],
    ['aws-sdk-go-v2/1.17.0 os/linux lang/go/1.18.10 api/sts/1.16.19', 'sdk', 'aws-sdk-go', 1],
    ['aws-sdk-java/2.20.1 Linux/5.10 OpenJDK_64-Bit_Server_VM/17 Java/17.0.6', 'sdk', 'aws-sdk-java', 2],
    [
      'APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) aws-sdk-go/1.44.0',
      'iac',
      'terraform',
      1,
    ],
    ['APN/1.0 Pulumi/1.0 PulumiAWS/6.1.0 terraform-provider-aws/5.0 aws-sdk-go/1.44.0', 'iac', 'pulumi', 1],
    ['cloudformation.amazonaws.com', 'iac', 'cloudformation', undefined],
    ['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]', 'console', 'aws-console', 0],
    ['RDS Console, aws-internal/3 aws-sdk-java/1.11.975', 'console', 'aws-console', undefined],
    ['signin.amazonaws.com', 'console', 'aws-console', undefined],
    ['console.ec2.amazonaws.com', 'console', 'aws-console', undefined],
    ['AWS Internal', 'service', 'aws-internal', undefined],
    ['lambda.amazonaws.com', 'service', 'lambda.amazonaws.com', undefined],
    ['kubectl/v1.28.2 (linux/amd64) kubernetes/89a4ea3', 'cli', 'kubectl', 1],
    ['kubelet/v1.21.2 (linux/amd64) kubernetes/729bdfc', 'service', 'kubelet', 1],
    ['GitHub CLI 2.40.0', 'cli', 'gh', 2],
    ['Go-http-client/2.0', 'sdk', 'go-http-client', 2],
    ['python-requests/2.31.0', 'sdk', 'python-requests', 2],
    ['okhttp/4.9.3', 'sdk', 'okhttp', 4],
    ['curl/8.4.0', 'cli', 'curl', 8],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
      'browser',
      'chrome',
      120,
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/121.0',
      'browser',
      'edge',
      121,
    ],
    [
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
      'browser',
      'safari',
      17,
    ],
    ['Mozilla/5.0 (X11; rv:102.0) Gecko/20100101 Firefox/102.0,gzip(gfe)', 'browser', 'firefox', 102],
    ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)', 'browser', 'internet-explorer', 8],
  ])('recognises %s', (userAgent, kind, family, major) => {
    expect(agentFamily(userAgent)).toEqual(major === undefined ? { family, kind } : { family, kind, major });
  });

  it('keeps the own name of a client it does not know, without the random part', () => {
    expect(agentFamily('acme-billing/3.2 (prod)')).toEqual({
      family: 'acme-billing',
      kind: 'other',
      major: 3,
    });
    expect(agentFamily('acme-job_39f95f43-cd2f-4beb')).toEqual({ family: 'acme-job', kind: 'other' });
  });

  it.each(['x', '...', '123', '__proto__', '/', '-/1'])('calls what has no name `other`: %s', (userAgent) => {
    expect(agentFamily(userAgent)).toMatchObject({ family: 'other', kind: 'other' });
  });

  it('says nothing of a call without a user agent', () => {
    expect(agentFamily('')).toEqual({ family: '', kind: 'other' });
    expect(agentFamily(' []\n')).toEqual({ family: '', kind: 'other' });
  });

  it('does not take words of a comment for clients', () => {
    expect(agentFamily('acme/1.0 (we like to curl and wget in java)').family).toBe('acme');
  });

  it('takes words that every object has for unknown clients', () => {
    for (const word of ['constructor', 'valueof', 'hasownproperty'])
      expect(agentFamily(word).kind).toBe('other');
  });

  it('gives a short plain family for any text', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'aA1/.-_*([,; \u0000\u202e'), maxLength: 700 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), hostile), (userAgent) => {
        const { family, major = 0 } = agentFamily(userAgent);
        expect(family).toMatch(/^[a-z0-9@.-]{0,80}$/);
        expect(Number.isSafeInteger(major)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('looks at a bounded part of long text', () => {
    const long = `acme/1 ${'a/1 '.repeat(250_000)}`;
    expect(agentFamily(`${long} aws-cli/2.0`).family).toBe('acme');
    for (const part of ['/', 'a.', '*', '-', ' ', '\u0000'])
      expect(agentFamily(part.repeat(1_000_000)).kind).toBe('other');
  });
});

describe('the table of agents', () => {
  const names = Object.values(table).flatMap((families) => Object.values<string[]>(families).flat());

  it('has every name once, in lower case', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toBe(name.toLowerCase());
  });

  it('has its `*` only at the beginning or the end of a name', () => {
    for (const name of names) expect(name).toMatch(/^\*?[^*]+\*?$/);
  });
});
