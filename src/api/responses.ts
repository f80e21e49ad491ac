import { z } from 'zod';
import { problemShape } from '../model/problem.ts';

/** The answers of a route: what it gives, or a problem. */
export function answersOf<Shape extends z.ZodType>(shape: Shape, description = 'What was asked for') {
  return {
    200: shape.describe(description),
    default: {
      description: 'What went wrong',
      content: { 'application/problem+json': { schema: problemShape } },
    },
  };
}

/** The answers of a route that sends a file, or text. */
export function filesOf(...types: readonly string[]) {
  return {
    200: {
      description: 'The file',
      content: Object.fromEntries(types.map((type) => [type, { schema: z.string() }])),
    },
    default: {
      description: 'What went wrong',
      content: { 'application/problem+json': { schema: problemShape } },
    },
  };
}
