import { runCanCases } from '../../shared/laws/run-can-cases.test-support.ts';
import { github } from '../provider.ts';

runCanCases(github);
