import { runCallCases } from '../../shared/laws/run-call-cases.test-support.ts';
import { salesforce } from '../provider.ts';

runCallCases(salesforce, (records) =>
  records.map(({ id, whole }) => JSON.stringify({ ...whole, EVENT_IDENTIFIER: id })).join('\n'),
);
