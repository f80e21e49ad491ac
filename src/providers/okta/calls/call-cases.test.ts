import { runCallCases } from '../../shared/laws/run-call-cases.test-support.ts';
import { okta } from '../provider.ts';

runCallCases(okta, (records) =>
  records.map(({ id, whole }) => JSON.stringify({ ...whole, uuid: id })).join('\n'),
);
