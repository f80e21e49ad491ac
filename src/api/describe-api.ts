import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { nameSchemas } from './schema-names.ts';

/** Describes every route as OpenAPI 3.1, at `/openapi.json`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  nameSchemas();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Scopelight',
        version: '1',
        description:
          'What every token can do, what it does, and the difference. Within a version fields are added, never renamed or removed. Ids are strings, times ISO 8601 in UTC. What goes wrong is told as `application/problem+json` (RFC 9457).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [],
      tags: [
        { name: 'fleet', description: 'All tokens together' },
        { name: 'tokens', description: 'One token at a time' },
        { name: 'conclusions', description: 'Findings, denials, roles' },
        { name: 'graph', description: 'Who can become whom, and reach what' },
        { name: 'policies', description: 'Smaller policies, and what they would break' },
        { name: 'data', description: 'What is held, and loading more' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: (described) => withoutInputs(jsonSchemaTransformObject(described)),
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

type Described = ReturnType<typeof jsonSchemaTransformObject>;

/** Shapes are described twice, as read and as written; no request has a named one, so what only reads is left out. */
function withoutInputs(described: Described): Described {
  const schemas: Record<string, unknown> =
    ('components' in described ? described.components?.schemas : undefined) ?? {};
  for (const name of Object.keys(schemas)) {
    if (name.endsWith('Input') && name.slice(0, -'Input'.length) in schemas) delete schemas[name];
  }
  return described;
}
