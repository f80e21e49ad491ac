import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { logSpan } from '../src/analysis/log-span.ts';
import { findProvider } from '../src/providers/register.ts';
import { showGraph } from '../src/services/graph/show-graph.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { fleetToken, makeFleet } from './support/fleet.ts';
import { machine } from './support/machine.ts';

/* What the graph takes to answer over a large fleet: roles that trust users and accounts, and a year of sessions. */
const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '100000' },
    roles: { type: 'string', default: '20000' },
    mints: { type: 'string', default: '10000000' },
    runs: { type: 'string', default: '5' },
  },
});
const limits = { seconds: 3600, memoryBytes: 6 * 1024 ** 3 };
const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  const store = await openStore(folder);
  try {
    await makeFleet(store, { tokens: Number(values.tokens), usageRows: 1_000_000, permissions: 18_000 });
    await addGraph(store);
    await report(store);
  } finally {
    await store.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Roles that three users each may take, one in ten that a whole account may; and who took which in a year. */
async function addGraph(store: Store): Promise<void> {
  const params = { tokens: Number(values.tokens), roles: Number(values.roles), mints: Number(values.mints) };
  const account = (of: string) => `toString(100000000000 + ${of} % 20)`;
  const role = (of: string) => `concat('arn:aws:iam::', ${account(of)}, ':role/', toString(${of}))`;
  const user = (of: string) => `concat('arn:aws:iam::', ${account(of)}, ':user/', toString(${of}))`;
  const statements = {
    'bench roles': `INSERT INTO principals_v1 (provider, account, principal_id, kind, name, granted_set, is_complete, observed_at)
      SELECT 'aws', ${account('number')}, ${role('number')}, 'role', toString(number), number % 500 + 1, 1, now64(3) FROM numbers({roles: UInt64})`,
    'bench links': `INSERT INTO links_v1 (provider, account, stated_by, target_id, from_kind, from_id, permission, document, observed_at)
      SELECT 'aws', ${account('number')}, ${role('number')}, ${role('number')}, if(number % 10 = 0 AND way = 0, 'account', 'principal') AS kind,
        if(kind = 'account', ${account('number')}, ${user('((number * 7 + way * 1301) % {tokens: UInt64})')}), if(kind = 'account', 'sts:AssumeRole', ''), 'trust policy', p.observed_at
      FROM (SELECT number, arrayJoin([0, 1, 2]) AS way FROM numbers({roles: UInt64})) AS n
      INNER JOIN (SELECT principal_id, observed_at FROM principals_v1) AS p ON p.principal_id = ${role('n.number')}`,
    'bench grants': `INSERT INTO grants_v1 (provider, account, principal_id, role_id, statement, effect, permission_set, resources, observed_at)
      SELECT provider, account, principal_id, concat(principal_id, '/own'), '0', 'allow', granted_set,
        if(cityHash64(principal_id) % 100 = 0, ['*'], [concat('arn:aws:iam::', account, ':role/', name, '*')]), observed_at
      FROM principals_v1`,
    'bench mints': `INSERT INTO changes_v1 (provider, account, event_id, call_id, time, change, subject_kind, subject_id, actor_token_id, actor_principal_id, actor_principal_kind, outcome)
      SELECT 'aws', ${account('target')}, toString(number), toString(number), toDateTime64('2025-09-02 00:00:00', 3, 'UTC') + number % 31000000, 'mint', 'token',
        ${role('target')}, '', ${user('((target * 7 + hash % 3 * 1301) % {tokens: UInt64})')}, 'user', 'allowed'
      FROM (SELECT number, cityHash64(number) AS hash, hash % {roles: UInt64} AS target FROM numbers({mints: UInt64}))`,
  };
  for (const [name, sql] of Object.entries(statements)) await store.run({ name, sql, params, limits });
}

async function report(store: Store): Promise<void> {
  const span = await logSpan(store);
  if (!span) throw new Error('the fleet has no calls');
  // The permission that opens accounts must be there for the question to be the real one.
  if (!findProvider('aws').catalogue.find('sts:AssumeRole')) throw new Error('no such permission');
  const ask = (input: { readonly from?: string; readonly to?: string }) =>
    showGraph(
      { store, now: () => span.to, onProgress: () => {} },
      { ...input, steps: 8, limit: 20, isUsedOnly: false },
    );
  const role = (index: number) => `arn:aws:iam::${100_000_000_000 + (index % 20)}:role/${index}`;
  const questions = {
    'what a token reaches': (run: number) => ask({ from: fleetToken(run * 7) }),
    'who can become a role': (run: number) => ask({ to: role(run * 97 + 1) }),
    'how a token reaches a role': (run: number) => ask({ from: fleetToken(run * 7), to: role(run * 97 + 1) }),
  };
  process.stdout.write(
    `${machine()}\n${values.tokens} tokens, ${values.roles} roles, ${values.mints} sessions\n\n`,
  );
  for (const [name, question] of Object.entries(questions)) {
    const times: number[] = [];
    for (let run = 1; run <= Number(values.runs); run++) {
      const begun = performance.now();
      await question(run);
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const shown = [times[times.length >> 1], times.at(-1)].map((ms) => `${((ms ?? 0) / 1000).toFixed(2)} s`);
    process.stdout.write(`${name.padEnd(30)} median ${shown[0]}, slowest ${shown[1]}\n`);
  }
}
