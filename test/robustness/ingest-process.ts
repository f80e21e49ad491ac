import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openStore } from '../../src/store/open-store.ts';
import { now } from './loaded-store.ts';

/* Ingests `process.argv[3]` into the store `process.argv[2]`, and says when it begins and when it is done. */
const [, , location = '', logs = ''] = process.argv;
const store = await openStore(location);
process.stdout.write('begin\n');
await ingestLogs({ store, now: () => now, onProgress: () => {} }, { paths: [logs] });
await store.close();
process.stdout.write('done\n');
