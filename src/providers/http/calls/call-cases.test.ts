import { runCallCases } from '../../shared/laws/run-call-cases.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';

learnSampleApi(
  `log_format keyed '$remote_addr|$time_iso8601|$request_method|$request_uri|$status|"$http_user_agent"|$http_x_key_id|$request_id';`,
);

runCallCases(http, (records) =>
  records.map(({ id, whole }) => JSON.stringify({ ...whole, request_id: id })).join('\n'),
);
