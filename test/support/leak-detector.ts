import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A shared piece of this length gives a secret away. */
const pieceLength = 8;
/** Digits and hexadecimal digits meet by chance: files are full of ids and times. */
const plainPieceLength = 12;

/** Finds pieces of secrets in texts and files. */
export class LeakDetector {
  readonly #pieces = new Set<string>();
  readonly #plainPieces = new Set<string>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) {
      for (const piece of piecesOf(secret, pieceLength)) if (!isPlain(piece)) this.#pieces.add(piece);
      for (const piece of piecesOf(secret, plainPieceLength))
        if (isPlain(piece)) this.#plainPieces.add(piece);
    }
  }

  get size(): number {
    return this.#pieces.size + this.#plainPieces.size;
  }

  /** The first piece of a secret in a text, in clear, in UTF-16, or without line breaks. */
  leakIn(text: string): string | undefined {
    const forms = [text, text.replaceAll('\0', ''), text.replace(/\s+/g, '')];
    for (const form of forms) {
      for (let at = 0; at + pieceLength <= form.length; at++) {
        if (this.#pieces.has(form.slice(at, at + pieceLength))) return form.slice(at, at + pieceLength);
        const plain = form.slice(at, at + plainPieceLength);
        if (this.#plainPieces.has(plain)) return plain;
      }
    }
    return undefined;
  }

  /** The files below a folder that hold a piece of a secret, in their names or in what they contain. */
  leakingFiles(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = entry.isFile() ? readFileSync(path).toString('latin1') : '';
      return (this.leakIn(entry.name) ?? this.leakIn(text)) ? [path] : [];
    });
  }
}

function piecesOf(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
    text.slice(at, at + length),
  );
}

function isPlain(piece: string): boolean {
  return /^[0-9a-f]+$|^[0-9A-F]+$/.test(piece);
}
