import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { canShape, demoShape, ingestShape, lookupShape, tokenListShape } from '../src/model/answers.ts';
import { backtestShape } from '../src/model/backtest.ts';
import { checkShape } from '../src/model/check.ts';
import { denialListShape } from '../src/model/denials.ts';
import { findingListShape } from '../src/model/finding.ts';
import { graphNodeListShape, graphShape } from '../src/model/graph.ts';
import { identifiedShape } from '../src/model/identified.ts';
import { minedRolesShape } from '../src/model/mined-roles.ts';
import { muteListShape } from '../src/model/mutes.ts';
import { policyShape } from '../src/model/policy.ts';
import { coverageShape, explanationShape, reportShape, tokenPageShape } from '../src/model/report.ts';
import { rolePlanShape } from '../src/model/role-plan.ts';
import { roleListShape } from '../src/model/roles.ts';
import { scoreShape } from '../src/model/score.ts';
import { timelineShape } from '../src/model/timeline.ts';
import { tokenHoursShape } from '../src/model/token-hours.ts';
import { toxicShape } from '../src/model/toxic.ts';
import { runCli, temporaryFolder } from './cli/cli.test-support.ts';
import { endStoreProcesses, holdDataOf } from './support/start-store-process.ts';

const folder = temporaryFolder();
let made: unknown;
let loaded: unknown;

beforeAll(async () => {
  made = json('demo', 'demo', '--days', '5', '--scale', '0.1');
  loaded = json('ingest', 'demo/aws');
  await holdDataOf(folder.path);
  writeFileSync(
    join(folder.path, 'policy.json'),
    '{"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*","Condition":{"Bool":{"x:y":"true"}}}]}',
  );
}, 120_000);
afterAll(async () => {
  await endStoreProcesses();
  folder.remove();
});

/** Runs a command with `--json` and reads what it prints; exit code 3 is partial data. */
function json(...args: readonly string[]): unknown {
  return jsonFor('', ...args);
}

/** The same, for a command that reads standard input. */
function jsonFor(input: string, ...args: readonly string[]): unknown {
  const { code, stdout, stderr } = runCli([...args, '--json'], { cwd: folder.path, input });
  if (code !== 0 && code !== 3) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Parsing leaves out what a shape does not name, so equality means that every field is documented. */
function expectDocumented<Shape extends z.ZodType>(shape: Shape, printed: unknown): z.infer<Shape> {
  const parsed = shape.parse(printed);
  expect(parsed).toEqual(printed);
  return parsed;
}

describe('the published JSON shapes', () => {
  it('hold what `demo` and `ingest` print', () => {
    expectDocumented(demoShape, made);
    expectDocumented(ingestShape, loaded);
  });

  it('hold what `scan` prints', () => {
    expectDocumented(reportShape, json('scan', 'demo/aws'));
  });

  it('hold what `tokens` prints, and `token`, `explain` and `policy` of each of its first', () => {
    const { tokens } = expectDocumented(tokenListShape, json('tokens', '--limit', '2'));
    expect(tokens).toHaveLength(2);
    for (const { id } of tokens) {
      expectDocumented(tokenPageShape, json('token', id));
      expectDocumented(tokenHoursShape, json('token', id, '--hours'));
      expectDocumented(explanationShape, json('explain', id, 's3:GetObject'));
      expectDocumented(policyShape, json('policy', id));
    }
  });

  it('hold what `backtest` prints, of all and of one', () => {
    const days = ['--train', '3d', '--test', '1d'];
    const { walkForward } = expectDocumented(backtestShape, json('backtest', '--all', ...days));
    expect(walkForward.folds).toBeGreaterThan(0);
    const { tokens } = tokenListShape.parse(json('tokens', '--limit', '1'));
    expectDocumented(backtestShape, json('backtest', tokens[0]?.id ?? '', ...days));
  });

  it('hold what `findings` prints', () => {
    const { findings } = expectDocumented(findingListShape, json('findings', '--idle-days', '3'));
    expectDocumented(findingListShape, json('findings', findings[0]?.id ?? ''));
  });

  it('hold what `mute` prints, when it mutes, lists and reopens', () => {
    const id = findingListShape.parse(json('findings')).findings[0]?.id ?? '';
    const of = (...args: string[]) =>
      expectDocumented(muteListShape, json('mute', 'muted.txt', ...args)).mutes;
    expect(of(id, '--reason', 'known', '--until', '2999-12-31')).toMatchObject([{ what: id, findings: 1 }]);
    expect(of()).toMatchObject([{ reason: 'known', until: '2999-12-31' }]);
    expect(of(id, '--reopen')).toEqual([]);
  });

  it('hold what `timeline` prints, with and without a moment', () => {
    const { events, window } = expectDocumented(timelineShape, json('timeline', 'role/ops-spoke'));
    expect(events.length).toBeGreaterThan(0);
    const { asOf } = expectDocumented(
      timelineShape,
      json('timeline', 'role/ops-spoke', '--as-of', window.to.slice(0, 10)),
    );
    expect(asOf).not.toBeNull();
  });

  it('hold what `graph` prints, from one end and from both', () => {
    const target = 'role/ops-spoke';
    const { nodes, from, to } = expectDocumented(graphShape, json('graph', '--target', target));
    expect(nodes.length).toBeGreaterThan(1);
    expect([from, to]).toEqual([null, expect.any(Number)]);
    const ways = expectDocumented(graphShape, json('graph', 'role/ops-orchestrator', '--target', target));
    expect(ways.paths.length).toBeGreaterThan(0);
    expectDocumented(graphShape, json('graph', 'role/ops-orchestrator', '--whole'));
    const found = expectDocumented(graphNodeListShape, json('graph', '--find', 'ops-spoke'));
    expect(found.nodes.map(({ id }) => id).some((id) => id.endsWith(target))).toBe(true);
  });

  it('hold what `score` prints', () => {
    expectDocumented(scoreShape, json('score'));
  });

  it('hold what `coverage` prints', () => {
    expectDocumented(coverageShape, json('coverage'));
  });

  it('hold what `denials` prints', () => {
    expectDocumented(denialListShape, json('denials'));
  });

  it('hold what `check` prints, with and without data', () => {
    const { findings } = expectDocumented(checkShape, json('check', 'policy.json'));
    expect(findings.length).toBeGreaterThan(0);
    expectDocumented(checkShape, json('check', 'policy.json', '--data', '.scopelight/data'));
  });

  it('hold what `can` and `lookup` print', () => {
    const question = [
      '--policy',
      'policy.json',
      '--action',
      's3:GetObject',
      '--resource',
      'arn:aws:s3:::b/k',
    ];
    expectDocumented(canShape, json('can', ...question, '--unknown-context'));
    expectDocumented(lookupShape, json('lookup', 'aws', 's3.amazonaws.com:ListObjects', 'x.amazonaws.com:Y'));
  });

  it('hold what `toxic` prints', () => {
    const { holders } = expectDocumented(toxicShape, json('toxic'));
    expect(holders.length).toBeGreaterThan(0);
  });

  it('hold what `roles` prints', () => {
    const { roles } = expectDocumented(roleListShape, json('roles', '--limit', '5'));
    expect(roles).toHaveLength(5);
  });

  it('hold what `roles plan` prints', () => {
    const { roles } = expectDocumented(rolePlanShape, json('roles', 'plan'));
    expect(roles.length).toBeGreaterThan(0);
  });

  it('hold what `roles mine` prints', () => {
    writeFileSync(join(folder.path, 'access.csv'), 'ann,read\nann,write\nbob,read\nbroken\n');
    expectDocumented(minedRolesShape, json('roles', 'mine', '--assignments', 'access.csv'));
  });

  it('hold what `identify` prints', () => {
    const words = ['ghp_', 'AKIAQ3EGR7NFXXXXXXXX', '0123456789abcdef0123456789abcdef', 'q9Z-w8Y_x7X.v6W~u5V'];
    const ids = tokenListShape.parse(json('tokens')).tokens.map(({ id }) => id);
    const { tokens } = expectDocumented(identifiedShape, jsonFor([...words, ...ids].join('\n'), 'identify'));
    expect(tokens.map(({ certainty }) => certainty)).toContain('unknown');
    expect(tokens.some(({ matches }) => matches?.some(({ isExact }) => isExact))).toBe(true);
  });
});
