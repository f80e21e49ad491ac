import { runCanCases } from '../../shared/laws/run-can-cases.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';

learnSampleApi();
runCanCases(http);
