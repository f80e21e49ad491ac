import { describe, expect, it } from 'vitest';
import { providers } from '../../providers/register.ts';
import { permissionId } from '../gap.test-support.ts';
import { capableOf } from './capability-facts.ts';
import { namePattern } from './name-pattern.ts';

describe('what permissions are good for', () => {
  it.each(providers().map((provider) => [provider.id, provider] as const))(
    'is said of permissions that there are: %s',
    (_id, { catalogue, capabilities = {}, escalations = [] }) => {
      const names = catalogue.permissions().map(({ name }) => name);
      const foreign = Object.values(capabilities)
        .flat()
        .concat(escalations.flatMap(({ needs }) => needs))
        .filter((pattern) => !names.some((name) => namePattern(pattern.replace(/^!/, '')).test(name)));
      expect(foreign).toEqual([]);
    },
  );

  it('follows from the level too, where access is changed', () => {
    const changing = capableOf('aws', 'changes-access');
    expect(changing.has(permissionId('iam:AttachUserPolicy'))).toBe(true);
    expect(changing.has(permissionId('iam:PassRole'))).toBe(true);
    expect(changing.has(permissionId('iam:ListUsers'))).toBe(false);
  });

  it('is told apart: to read a secret is not to read data', () => {
    expect(capableOf('aws', 'reads-secrets').has(permissionId('secretsmanager:GetSecretValue'))).toBe(true);
    expect(capableOf('aws', 'reads-data').has(permissionId('secretsmanager:GetSecretValue'))).toBe(false);
    expect(capableOf('aws', 'hides-traces').has(permissionId('cloudtrail:StopLogging'))).toBe(true);
  });
});
