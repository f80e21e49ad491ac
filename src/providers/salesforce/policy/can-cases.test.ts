import { runCanCases } from '../../shared/laws/run-can-cases.test-support.ts';
import { salesforce } from '../provider.ts';

runCanCases(salesforce);
