import { z } from 'zod';
import { ScopelightError } from '../../../model/error.ts';

const answer = z.looseObject({ access_token: z.string().regex(/^[\x21-\x7e]+$/) });
const refusal = z.looseObject({ error: z.string().regex(/^\w{1,64}$/) });
const patienceMs = 60_000;

/**
 * Gives the token to ask with: the one that was given, or one for an app that signs in by itself.
 * https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_client_credentials_flow.htm
 * @throws {ScopelightError} `system.unreachable`, `system.refused`
 */
export async function accessToken(
  origin: string,
  clientId: string | undefined,
  secret: string,
): Promise<string> {
  if (clientId === undefined) return secret;
  const address = `${origin}/services/oauth2/token`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
  });
  const reply = await fetch(address, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw new ScopelightError('system.unreachable', `\`${address}\` cannot be reached`, {
      cause,
      hint: 'check `SALESFORCE_URL` and the network, and run the command again',
    });
  });
  const given: unknown = await reply.json().catch(() => undefined);
  const token = answer.safeParse(given).data?.access_token;
  if (reply.status === 200 && token !== undefined) return token;
  const why = refusal.safeParse(given).data?.error;
  throw new ScopelightError(
    'system.refused',
    `\`${address}\` answers ${reply.status}${why === undefined ? '' : ` (${why})`}: the app is not signed in`,
    {
      hint: 'the app has to allow the client credentials flow, and `SALESFORCE_URL` to be the My Domain of the organisation',
    },
  );
}
