import { z } from 'zod';

/* The parts of OpenAPI 3.0, 3.1 and Swagger 2.0 that tell of requests and scopes. A part of another kind costs that part. */

const text = z.string().optional().catch(undefined);
const record = z.record(z.string(), z.unknown());

/** https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object */
const requirements = z
  .array(z.record(z.string(), z.array(z.string()).catch([])).catch({}))
  .optional()
  .catch(undefined);

const server = z.looseObject({
  url: z.string(),
  variables: z
    .record(
      z.string(),
      z.looseObject({
        default: z.coerce.string().optional().catch(undefined),
        enum: z.array(z.coerce.string()).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});

const servers = z.array(server).optional().catch(undefined);

/** https://spec.openapis.org/oas/v3.1.1.html#operation-object */
export const operationObject = z.looseObject({ operationId: text, security: requirements, servers });

export const pathItem = z.looseObject({ $ref: text, servers });

const flow = z.looseObject({ scopes: record.optional().catch(undefined) });

/** A scheme declares its scopes by flow; in Swagger 2.0 itself. */
export const securityScheme = z.looseObject({
  flows: z.record(z.string(), flow).optional().catch(undefined),
  scopes: record.optional().catch(undefined),
});

export const document = z
  .looseObject({
    openapi: z.coerce.string().optional(),
    swagger: z.coerce.string().optional(),
    info: z.looseObject({ title: z.coerce.string().catch('') }).catch({ title: '' }),
    servers,
    host: text,
    basePath: text,
    paths: record.catch({}),
    security: requirements,
    securityDefinitions: record.optional().catch(undefined),
    components: z
      .looseObject({
        securitySchemes: record.optional().catch(undefined),
        pathItems: record.optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  })
  .refine(({ openapi, swagger }) => /^3\./.test(openapi ?? '') || /^2(\.|$)/.test(swagger ?? ''));

export type OpenApiDocument = z.infer<typeof document>;
export type Requirements = z.infer<typeof requirements>;
export type Server = z.infer<typeof server>;
