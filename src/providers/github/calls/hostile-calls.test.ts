import { runHostileCalls } from '../../shared/laws/run-hostile-calls.test-support.ts';
import { github } from '../provider.ts';

runHostileCalls(github, '_document_id');
