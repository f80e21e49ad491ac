import { runHostileCalls } from '../../shared/laws/run-hostile-calls.test-support.ts';
import { okta } from '../provider.ts';

runHostileCalls(okta, 'uuid');
