import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Request } from './client-store.ts';
import { parameterText, setClause } from './set-clause.ts';

/** A server takes no more than 128 KiB in one field of a request. */
const fieldLengthMax = 100_000;

/**
 * Binds parameters that are too long for a request of their own: they go before it, in the body of a `SET`
 * in a session that only the two share.
 */
export async function bindLongParameters(client: ClickHouseClient, request: Request): Promise<Request> {
  const texts = Object.values(request.query_params).map((value) => encodeURIComponent(parameterText(value)));
  if (texts.every((text) => text.length < fieldLengthMax)) return request;
  const session_id = randomUUID();
  const { query_params: params, clickhouse_settings, ...rest } = request;
  await client.command({
    ...rest,
    query: setClause({ settings: {}, params }),
    session_id,
    clickhouse_settings,
  });
  return { ...rest, query_params: {}, clickhouse_settings, session_id };
}
