import type { TokenFormat } from '../../model/token-format.ts';
import { readPrivateKey } from './read-private-key.ts';

const body = '(?:[^-]|-(?!----)){20,20000}';

/** Private keys, whoever uses them. */
export const keyFormats: readonly TokenFormat[] = [
  {
    id: 'private-key',
    issuer: '',
    kind: 'private key (PEM)',
    pattern: new RegExp(
      `-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY-----${body}-----END (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY-----`,
    ),
    marks: ['-----BEGIN '],
    certainty: 'certain',
    read: readPrivateKey,
    publicPart: 'fingerprint of its public key, where the key is not encrypted or names it',
    revoke: {
      where:
        'remove the public key of this fingerprint wherever it is trusted; revoke certificates made for it',
      commands: ['ssh-keygen -lf authorized_keys'],
      notes: ['the command lists fingerprints, to find the line to remove'],
    },
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
  },
  {
    id: 'pgp-private-key',
    issuer: '',
    kind: 'private key (PGP)',
    pattern: new RegExp(`-----BEGIN PGP PRIVATE KEY BLOCK-----${body}-----END PGP PRIVATE KEY BLOCK-----`),
    marks: ['-----BEGIN PGP PRIVATE KEY BLOCK-----'],
    certainty: 'certain',
    publicPart: 'nothing here: `gpg --show-keys` tells its id',
    revoke: { where: 'publish its revocation certificate', commands: ['gpg --gen-revoke KEY_ID'] },
    source: 'https://www.rfc-editor.org/rfc/rfc9580',
  },
  {
    id: 'age-secret-key',
    issuer: 'age',
    kind: 'secret key',
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
    marks: ['AGE-SECRET-KEY-1'],
    certainty: 'certain',
    publicPart: 'nothing here: `age-keygen -y` tells its recipient',
    revoke: { where: 'encrypt anew for other recipients: what was encrypted for it stays readable with it' },
    source: 'https://github.com/C2SP/C2SP/blob/main/age.md',
  },
];
