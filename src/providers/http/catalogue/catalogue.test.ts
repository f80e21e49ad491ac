import { runLookupCases } from '../../shared/laws/run-lookup-cases.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';

learnSampleApi();
runLookupCases(http);
