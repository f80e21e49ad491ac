import { z } from 'zod';
import { ScopelightError } from '../../../model/error.ts';
import type { CollectReply } from '../../collector.ts';

const failure = z.looseObject({
  name: z.string(),
  $metadata: z.looseObject({ httpStatusCode: z.number().optional() }).optional(),
});

const limitMs = 5000;

/** What the SDK throws, as an answer; undefined where the system was not reached. */
export function replyOfFailure(error: unknown): CollectReply | undefined {
  const { name = '', $metadata } = failure.safeParse(error).data ?? {};
  if (/Throttl|TooManyRequests|RequestLimit|SlowDown/i.test(name))
    return { status: 429, text: '', waitMs: limitMs };
  if (/Expired|InvalidClientToken|UnrecognizedClient|SignatureDoesNotMatch|CredentialsProvider/i.test(name))
    return { status: 401, text: '' };
  const status = $metadata?.httpStatusCode;
  return status === undefined ? undefined : { status, text: '' };
}

/** The first thing that is asked tells whether anything can be. */
export function refusalOf(error: unknown, address: string): ScopelightError {
  const reply = replyOfFailure(error);
  if (reply === undefined || reply.status >= 500 || reply.waitMs !== undefined)
    return new ScopelightError('system.unreachable', `\`${address}\` cannot be reached`, {
      cause: error,
      hint: 'check the network and the region, and run the command again',
    });
  return new ScopelightError(
    'system.refused',
    `\`${address}\` answers ${reply.status}: the credentials are not taken`,
    {
      cause: error,
      hint: 'give them as to any tool of AWS: AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; `aws sts get-caller-identity` tells whether they are',
    },
  );
}
