import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import type { TokenReading } from '../../model/token-format.ts';

/** Reads the kind of a private key, and the fingerprint of its public half, by which servers list it. */
export function readPrivateKey(value: string): TokenReading {
  const pem = value.replace(/\\r/g, '').replace(/\\n/g, '\n').replace(/\r/g, '');
  const label = /^-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY/.exec(pem)?.[1]?.trim() ?? '';
  const isEncrypted = label === 'ENCRYPTED' || /^Proc-Type: 4,ENCRYPTED/m.test(pem);
  const facts = [
    { name: 'form', value: label === '' ? 'PKCS #8' : label },
    ...(isEncrypted ? [{ name: 'encrypted', value: 'yes, with a passphrase' }] : []),
  ];
  const secret = pem.replace(/-----[A-Z0-9 ]+-----/g, '').replace(/\s/g, '');
  const common = { facts, secret: `${secret}\n${value}`.replace(/-----[A-Z0-9 ]+-----/g, '\n') };
  if (label === 'OPENSSH') return { ...common, ...fingerprint(sshBlob(secret), 'SSH fingerprint') };
  if (isEncrypted) return common;
  return { ...common, ...fingerprint(publicDer(pem), 'SHA-256 of the public key (SPKI)') };
}

function fingerprint(bytes: Buffer | undefined, name: string): Pick<TokenReading, 'publicIds'> {
  if (bytes === undefined) return {};
  const digest = createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '');
  return { publicIds: [{ name, value: `SHA256:${digest}` }] };
}

function publicDer(pem: string): Buffer | undefined {
  try {
    return createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'der' });
  } catch {
    return undefined;
  }
}

const magic = 'openssh-key-v1\0';

/**
 * The public half stands in the clear before the private one, also where that is encrypted.
 * https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
function sshBlob(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.subarray(0, magic.length).toString('latin1') !== magic) return undefined;
  let at = magic.length;
  const next = (): Buffer | undefined => {
    if (at + 4 > bytes.length) return undefined;
    const from = at + 4;
    at = from + bytes.readUInt32BE(at);
    return at > bytes.length ? undefined : bytes.subarray(from, at);
  };
  const isHead = [next(), next(), next()].every((field) => field !== undefined);
  at += 4;
  return isHead ? next() : undefined;
}
