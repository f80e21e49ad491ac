import { runCallCases } from '../../shared/laws/run-call-cases.test-support.ts';
import { aws } from '../provider.ts';

runCallCases(aws, (records) =>
  JSON.stringify({ Records: records.map(({ id, whole }) => ({ ...whole, eventID: id })) }),
);
