import { runCanCases } from '../../run-can-cases.test-support.ts';
import { okta } from '../provider.ts';

runCanCases(okta);
