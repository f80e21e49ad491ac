import { runApplyCases } from '../../run-apply-cases.test-support.ts';
import { aws } from '../provider.ts';

runApplyCases(aws);
