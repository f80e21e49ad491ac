import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { runCli, temporaryFolder } from './cli.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

describe('roles mine', () => {
  it('gives the fewest roles, as a page and as JSON', () => {
    writeFileSync(join(cwd, 'access.csv'), 'ann,read\nann,write\nbob,read\ncid,write\n');
    const { code, stdout } = runCli(['roles', 'mine', '--assignments', 'access.csv', '--json'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ count: 2, leastRoles: 2, assignments: 4, exact: true });
    const page = runCli(['roles', 'mine', '--assignments', 'access.csv'], { cwd });
    expect(page.stdout).toContain('2 roles give 3 subjects the 2 permissions');
    expect(page.stdout).toContain('It cannot be fewer, which is proved.');
  });

  it('says how much of each role other times give again', () => {
    writeFileSync(join(cwd, 'may.csv'), 'ann,read\nann,write\nbob,read\nbob,write\ncid,list\n');
    writeFileSync(join(cwd, 'june.csv'), 'ann,read\nann,write\nbob,read\nbob,write\ndan,open\n');
    const args = ['roles', 'mine', '--assignments', 'may.csv', '--compare', 'june.csv', 'may.csv'];
    const { code, stdout } = runCli([...args, '--json'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).roles).toMatchObject([
      { permissions: ['read', 'write'], stability: { mean: 1, least: 1 } },
      { permissions: ['list'], stability: { mean: 0.5, least: 0 } },
    ]);
    expect(runCli(args, { cwd }).stdout).toContain('stable');
  });

  it('reads what can be read, says what could not, and ends with 3', () => {
    writeFileSync(join(cwd, 'torn.csv'), 'ann,read\n\u001b[31mbob\nbob,read\n');
    const { code, stdout } = runCli(['roles', 'mine', '--assignments', 'torn.csv'], { cwd });
    expect(code).toBe(3);
    expect(stdout).toContain('torn.csv line 2: not a subject and a permission');
    expect(stdout).not.toContain('\u001b[31m');
  });

  it.each([
    ['none.csv', 'cannot be read'],
    ['empty.csv', 'holds no assignment'],
  ])('ends with 2 on %s', (name, message) => {
    writeFileSync(join(cwd, 'empty.csv'), '\n');
    const { code, stderr } = runCli(['roles', 'mine', '--assignments', name], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('roles plan', () => {
  it('asks the data that it is given, though `roles` has the option too', () => {
    const { code, stderr } = runCli(['roles', 'plan', '--data', 'nowhere'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no data in `nowhere`');
  });
});

/** Fewest roles known for the public sets on which role mining is judged. */
const bestKnown: Readonly<Record<string, number>> = {
  americas_large: 398,
  americas_small: 178,
  apj: 453,
  customer: 276,
  domino: 20,
  emea: 34,
  fire1: 65,
  fire2: 10,
  hc: 14,
};
const samples = join(packageRoot(), '../shared/samples/rolemining');

describe.skipIf(!existsSync(samples))('roles mine on the public sets', () => {
  it.each(Object.entries(bestKnown))('needs no more roles for %s than are known: %i', (name, best) => {
    const file = join(samples, `${name}.txt.gz`);
    const { stdout } = runCli(['roles', 'mine', '--assignments', file, '--json'], { cwd });
    const { count, leastRoles, exact } = JSON.parse(stdout);
    expect(exact).toBe(true);
    expect(count).toBeLessThanOrEqual(best);
    expect(leastRoles).toBe(count);
  });
});
