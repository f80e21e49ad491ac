import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built page: its files by name, and the page itself for every address within it. */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`the page is not built: ${folder}`);
  await app.register(fastifyStatic, {
    root: folder,
    // Files below `assets` carry the hash of their content in their name.
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(join(folder, 'assets'));
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
    wildcard: false,
  });
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const isPage =
      !request.url.startsWith('/v1/') && !/\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0] ?? '');
    return isPage ? reply.sendFile('index.html') : reply.callNotFound();
  });
}
