import { runApplyCases } from '../../run-apply-cases.test-support.ts';
import { salesforce } from '../provider.ts';

runApplyCases(salesforce);
