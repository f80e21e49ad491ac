import { runCanCases } from '../../shared/laws/run-can-cases.test-support.ts';
import { okta } from '../provider.ts';

runCanCases(okta);
