import { runCallCases } from '../../shared/laws/run-call-cases.test-support.ts';
import { kubernetes } from '../provider.ts';

runCallCases(kubernetes, (records) =>
  records.map(({ id, whole }) => JSON.stringify({ ...whole, auditID: id })).join('\n'),
);
