import { parseArgs } from 'node:util';
import { Random } from '../demo/random.ts';
import { nearCopies } from '../src/analysis/roles/near-copies.ts';
import { PermissionSet } from '../src/model/permission-set.ts';
import { machine } from './support/machine.ts';

/*
 * How long the near copies among many roles take to find: families of roles that drifted from one pattern each, over a
 * catalogue of 20,000 permissions.
 *
 *   npx tsx bench/near-copies.ts [--roles 100000]
 */
const { values } = parseArgs({ options: { roles: { type: 'string', default: '100000' } } });
const count = Number(values.roles);
const catalogue = 20_000;
const random = new Random('near copies');
const sets: PermissionSet[] = [];
while (sets.length < count) {
  const size = random.between(5, 120);
  const pattern = Array.from({ length: size }, () => random.below(catalogue));
  for (let member = random.between(1, 20); member > 0 && sets.length < count; member -= 1) {
    const drift = pattern.map((id) => (random.chance(0.03) ? random.below(catalogue) : id));
    sets.push(PermissionSet.of(drift));
  }
}
const started = performance.now();
const before = process.cpuUsage();
const found = nearCopies(sets, 0.9);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
console.log(`${machine()}\n`);
console.log(
  `${count.toLocaleString('en-US')} roles: ${found.length.toLocaleString('en-US')} near copies in ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of one core`,
);
