import type { JsonObject } from '../../json.ts';
import { type Operation, operation } from '../operation.ts';
import type { KmsKey } from '../resources.ts';

/** Decrypts, directly or on behalf of a caller of another service. */
export function decryptFor(key: KmsKey, context: JsonObject): Operation {
  return keyCall('Decrypt', 'kms:Decrypt', key, {
    encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    encryptionContext: context,
  });
}

/** Makes a data key to encrypt with. */
export function generateDataKeyFor(key: KmsKey, context: JsonObject): Operation {
  return keyCall('GenerateDataKey', 'kms:GenerateDataKey', key, {
    keyId: key.arn,
    keySpec: 'AES_256',
    encryptionContext: context,
  });
}

/** Reads what a key is. */
export function describeKey(key: KmsKey): Operation {
  return keyCall('DescribeKey', 'kms:DescribeKey', key, { keyId: key.arn });
}

/** Re-encrypts under another key, which reads with one and writes with the other. */
export function reEncrypt(from: KmsKey, to: KmsKey): Operation {
  return keyCall('ReEncrypt', ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], to, {
    sourceKeyId: from.arn,
    destinationKeyId: to.arn,
    sourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    destinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  });
}

/** Lists the keys of an account. */
export const listKeys: Operation = operation('kms', 'ListKeys', 'kms:ListKeys', { limit: 100 });

function keyCall(
  name: string,
  permissions: string | readonly string[],
  key: KmsKey,
  parameters: JsonObject,
): Operation {
  return operation('kms', name, permissions, parameters, {
    isReadOnly: name !== 'ReEncrypt',
    resources: [{ arn: key.arn, type: 'AWS::KMS::Key', accountId: key.account.id }],
  });
}
