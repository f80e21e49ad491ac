import { runApplyCases } from '../../shared/laws/run-apply-cases.test-support.ts';
import { aws } from '../provider.ts';

runApplyCases(aws);
