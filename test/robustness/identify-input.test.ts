import { describe, expect, it } from 'vitest';
import { identifiedShape } from '../../src/model/identified.ts';
import { piped, runInProcess, typed } from '../support/in-process.ts';

/** Well-formed, and of nobody. */
const token = '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';
const keyId = 'AKIAQ3EGR7NFXXXXXXXX';

async function identify(input: string | Uint8Array, pieceLength?: number) {
  const { code, stdout } = await runInProcess(['identify', '--json'], piped(input, pieceLength));
  const answer = identifiedShape.parse(JSON.parse(stdout));
  return { code, answer, formats: answer.tokens.map(({ format }) => format) };
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a token is found', () => {
  const text = `TOKEN=${token}\r\nKEY=${keyId}\r\n`;
  it.each([
    ['in UTF-8', Buffer.from(text)],
    ['after a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16 as Windows writes it', utf16(`\ufeff${text}`)],
    ['in UTF-16, big end first', utf16(`\ufeff${text}`).swap16()],
    ['in UTF-16 without a mark', utf16(text)],
    ['in UTF-16 without a mark, big end first', utf16(text).swap16()],
    [
      'among bytes that are no text',
      Buffer.concat([Buffer.from([0xc3, 0x28, 0xff, 0x00]), Buffer.from(text)]),
    ],
    ['in JSON within JSON', Buffer.from(JSON.stringify({ log: JSON.stringify({ env: text }) }))],
    ['in a URL', Buffer.from(`https://x:${token}@github.com/a/b?key%3D${keyId}`)],
    ['in YAML', Buffer.from(`token: "${token}"\nkey: '${keyId}'\n`)],
    ['in a command', Buffer.from(`curl -H "Authorization: token ${token}" --user ${keyId}:x`)],
    [
      'with invisible characters in it',
      Buffer.from(`${token.slice(0, 9)}\u200b${token.slice(9)} \u00ad${keyId}`),
    ],
    ['highlighted', Buffer.from(`\u001b[01;31m${token.slice(0, 4)}\u001b[m${token.slice(4)} ${keyId}`)],
    ['in colour', Buffer.from(`\u001b[31m${token}\u001b[0m ${keyId}`)],
  ])('%s', async (_name, bytes) => {
    for (const pieceLength of [1, 7, 4096]) {
      const { code, formats } = await identify(bytes, pieceLength);
      expect(code).toBe(0);
      expect(formats).toEqual(['github-pat-classic', 'aws-access-key-id']);
    }
  });
});

describe('an input that is too large', () => {
  it('is read as far as the bound, and says so', async () => {
    const { code, answer, formats } = await identify(`${token}\n${'x '.repeat(5_000_000)}${keyId}`);
    expect(code).toBe(3);
    expect(answer.input).toEqual({ bytes: 1 << 20, isCut: true, more: 0 });
    expect(formats).toEqual(['github-pat-classic']);
  });

  it('of nothing but tokens is answered in part, and says how many more there are', async () => {
    const ids = Array.from(
      { length: 200 },
      (_, index) => `AKIAQ3EGR7NFXX${String(index + 222).replace(/[0189]/g, 'A')}ABC`,
    );
    const { code, answer } = await identify([...new Set(ids)].join('\n'));
    expect(code).toBe(3);
    expect(answer.tokens).toHaveLength(50);
    expect(answer.input.more).toBe(new Set(ids).size - 50);
  });

  it.each([
    ['beginnings of signed URLs', 'https://a/?X-Amz-Signature='],
    ['beginnings of private keys', '-----BEGIN PRIVATE KEY-----'],
    ['beginnings of session tokens', '+IQoJb3JpZ2lu'],
    ['beginnings of keys', 'sk-proj-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa '],
    ['what is nearly a JWT', 'eyJaaaaaaaaaaa.aaaaaaaaa.'],
    ['parameters', 'sv=1&sig='],
    ['braces', '{service_account '],
    ['sessions', '00D000000000000!'],
    ['numbers', '1/1111111111:'],
  ])('of nothing but %s ends all the same', async (_name, piece) => {
    const { code } = await identify(piece.repeat(Math.floor((1 << 20) / piece.length)));
    expect([0, 3]).toContain(code);
  });

  it('is empty', async () => {
    expect(await identify('')).toMatchObject({ code: 0, formats: [] });
    expect(await identify('\r\n \t')).toMatchObject({ code: 0, formats: [] });
  });
});

describe('the prompt', () => {
  const answerTo = async (...pieces: readonly string[]) => {
    const stdin = typed(...pieces);
    const { code, stdout, stderr } = await runInProcess(['identify', '--json'], stdin);
    const tokens = stdout === '' ? [] : identifiedShape.parse(JSON.parse(stdout)).tokens;
    return { code, stderr, modes: stdin.modes, formats: tokens.map(({ format }) => format) };
  };

  it('takes what is typed until Enter, letter by letter, with mistakes', async () => {
    const { code, formats, modes } = await answerTo(
      ...token.slice(0, 20),
      'x',
      '\u007f',
      ...token.slice(20),
      '\r',
    );
    expect({ code, formats, modes }).toEqual({
      code: 0,
      formats: ['github-pat-classic'],
      modes: [true, false],
    });
  });

  it('takes a paste of several lines, with marks around it or without', async () => {
    const both = ['github-pat-classic', 'aws-access-key-id'];
    expect((await answerTo(`\u001b[200~${token}\r`, `${keyId}\u001b[201~`, '\r')).formats).toEqual(both);
    expect((await answerTo(`${token}\r${keyId}\r`)).formats).toEqual(both);
  });

  it('ends at the end of input', async () => {
    expect((await answerTo(token, '\u0004')).formats).toEqual(['github-pat-classic']);
    expect((await answerTo(token)).formats).toEqual(['github-pat-classic']);
  });

  it('forgets all of it when it is interrupted, and gives the terminal back', async () => {
    const { code, formats, modes } = await answerTo(token.slice(0, 20), '\u0003');
    expect({ code, formats, modes }).toEqual({ code: 130, formats: [], modes: [true, false] });
  });

  it('forgets what was erased', async () => {
    expect((await answerTo(token, '\u0015', keyId, '\r')).formats).toEqual(['aws-access-key-id']);
  });
});
