import { runApplyCases } from '../../shared/laws/run-apply-cases.test-support.ts';
import { github } from '../provider.ts';

runApplyCases(github);
