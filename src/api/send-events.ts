import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sends one event after another over the same answer (server-sent events). */
export interface EventChannel {
  send(event: string, data: unknown): void;
  end(): void;
}

const heartbeatMs = 15_000;

/**
 * Opens a stream of events; `start` begins to send, and gives what stops it when the reader has gone or all is said.
 */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  start: (channel: EventChannel) => () => void,
): FastifyReply {
  const stream = new PassThrough();
  const beat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
  let stop: (() => void) | undefined;
  const end = (): void => {
    clearInterval(beat);
    stop?.();
    stop = undefined;
    stream.end();
  };
  request.raw.on('close', end);
  stop = start({
    send: (event, data) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end,
  });
  return reply.type('text/event-stream').header('cache-control', 'no-store').send(stream);
}
