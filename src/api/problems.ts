import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { errorCodes, ScopelightError } from '../model/error.ts';
import type { Problem } from '../model/problem.ts';

/** Turns everything that goes wrong into `application/problem+json`; what is a fault of ours is told to `onFault`. */
export function answerProblems(app: FastifyInstance, onFault?: (error: unknown) => void): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request);
    if (problem.code === 'unexpected') onFault?.(error);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      problem(request, {
        status: 404,
        code: 'request.no-such-page',
        detail: 'there is nothing at this address',
        hint: 'see /openapi.json for what there is',
      }),
    ),
  );
}

/** Tells of a request that was refused before it was looked at, such as one for a broken address. */
export function answerRefusal(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, problemOf(error, request));
}

function sendProblem(reply: FastifyReply, { status, ...rest }: Problem): FastifyReply {
  if (status === 503) reply.header('retry-after', '5');
  // The schema of a good answer does not fit this one.
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ ...rest, status });
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof ScopelightError) {
    const { code, message, hint } = error;
    return problem(request, { status: errorCodes[code].status, code, detail: message, hint });
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message = 'is not valid' }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message,
    }));
    const detail = `the request cannot be understood: ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`;
    return problem(request, { status: 400, code: 'usage.invalid', detail, errors });
  }
  const status = statusOf(error);
  if (status !== undefined) {
    return problem(request, { status, code: 'usage.invalid', detail: messageOf(error) });
  }
  return problem(request, {
    status: 500,
    code: 'unexpected',
    detail: 'something went wrong',
    hint: 'this is a fault in Scopelight; the server has printed what happened',
  });
}

type Parts = Pick<Problem, 'status' | 'code' | 'detail'> & {
  readonly hint?: string | undefined;
  readonly errors?: Problem['errors'];
};

function problem({ url }: FastifyRequest, { status, code, detail, hint, errors }: Parts): Problem {
  return {
    type: `urn:scopelight:${code}`,
    title: titles[status] ?? 'Error',
    status,
    code,
    detail,
    ...(hint !== undefined && { hint }),
    instance: url.split('?', 1)[0] ?? url,
    ...(errors !== undefined && { errors }),
  };
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  403: 'The request is refused',
  404: 'There is no such thing',
  409: 'It has changed meanwhile',
  413: 'Too large',
  415: 'Not in this form',
  422: 'This cannot be done',
  500: 'Something went wrong',
  503: 'Not possible just now',
};

/** Requests that the server itself does not take, such as broken JSON. */
function statusOf(error: unknown): number | undefined {
  const status = isServerError(error) ? error.statusCode : undefined;
  return status !== undefined && status >= 400 && status < 500 ? status : undefined;
}

function isServerError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && 'code' in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the request cannot be understood';
}
