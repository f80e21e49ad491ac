import { runCallCases } from '../../shared/laws/run-call-cases.test-support.ts';
import { github } from '../provider.ts';

runCallCases(github, (records) =>
  records.map(({ id, whole }) => JSON.stringify({ ...whole, _document_id: id })).join('\n'),
);
