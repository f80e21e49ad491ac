import { runApplyCases } from '../../shared/laws/run-apply-cases.test-support.ts';
import { okta } from '../provider.ts';

runApplyCases(okta);
