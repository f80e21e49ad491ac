import { runApplyCases } from '../../run-apply-cases.test-support.ts';
import { okta } from '../provider.ts';

runApplyCases(okta);
