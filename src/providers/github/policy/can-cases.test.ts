import { runCanCases } from '../../run-can-cases.test-support.ts';
import { github } from '../provider.ts';

runCanCases(github);
