import { runApplyCases } from '../../shared/laws/run-apply-cases.test-support.ts';
import { salesforce } from '../provider.ts';

runApplyCases(salesforce);
