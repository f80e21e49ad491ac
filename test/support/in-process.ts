import { Readable, Writable } from 'node:stream';
import type { Host } from '../../src/cli/host.ts';
import { runProgram } from '../../src/cli/run-program.ts';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in this process, with streams of its own. */
export async function runInProcess(args: readonly string[], stdin: Host['stdin']): Promise<Outcome> {
  const stdout = capture();
  const stderr = capture();
  const host: Host = { stdin, stdout: stdout.stream, stderr: stderr.stream, env: {} };
  const code = await runProgram(host, args);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A pipe that gives these bytes in pieces. */
export function piped(input: string | Uint8Array, pieceLength = 4096): Readable {
  const bytes = Buffer.from(input);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength) pieces.push(bytes.subarray(at, at + pieceLength));
  return Readable.from(pieces);
}

/** Somebody at a terminal who types or pastes these pieces; what the terminal itself echoes is not seen here. */
export function typed(...pieces: readonly string[]): Host['stdin'] & { readonly modes: boolean[] } {
  const modes: boolean[] = [];
  const stream = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  return Object.assign(stream, {
    isTTY: true,
    modes,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
}

function capture() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream: asTerminalStream(stream), text: () => Buffer.concat(chunks).toString('utf8') };
}

/** The program asks of its streams no more than to be written to. */
function asTerminalStream(stream: Writable): NodeJS.WriteStream {
  return stream as NodeJS.WriteStream;
}
