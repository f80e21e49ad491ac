import type { PolicyAnswer } from '../../../model/policy.ts';
import { type Line, line, type Run, run } from '../run.ts';
import { andMore, basis, heading, point } from '../sentence.ts';
import { count, counted } from '../words.ts';

type Service = PolicyAnswer['diff'][number];

const servicesMax = 20;
const namesMax = 5;
const narrowedMax = 6;
const patternsMax = 2;

/** What is granted now against the policy, service by service; services that lose everything stand together. */
export function diffSection({ diff, totals }: PolicyAnswer, width: number): Line[] {
  const touched = diff.filter((service) => !isLost(service) && isChanged(service));
  const lost = diff.filter(isLost);
  if (touched.length + lost.length === 0) return [];
  return [
    ...heading('What changes', width),
    ...touched.slice(0, servicesMax).flatMap((service) => serviceLines(service, width)),
    ...andMore(touched.length - servicesMax, width),
    ...lostLines(lost, width),
    ...(totals.narrowed === 0 ? [] : basis('− removed  ~ on less than now  + added  = stays', width)),
  ];
}

function isLost({ narrowed, kept, added }: Service): boolean {
  return narrowed.length + kept.length + added.length === 0;
}

function isChanged({ removed, narrowed, added }: Service): boolean {
  return removed.length + narrowed.length + added.length > 0;
}

function serviceLines({ service, removed, narrowed, kept, added }: Service, width: number): Line[] {
  return [
    ...point(line(run(service, 'strong')), width),
    ...(kept.length === 0 ? [] : entry(run('=', 'used'), line(names(service, kept)), width)),
    ...added
      .slice(0, narrowedMax)
      .flatMap((name) => entry(run('+', 'beyond'), line(plain(service, name)), width)),
    ...narrowed
      .slice(0, narrowedMax)
      .flatMap(({ permission, from, to }) =>
        entry(
          run('~', 'unused'),
          line(plain(service, permission), run(`  ${patterns(from)} → ${patterns(to)}`, 'faint')),
          width,
        ),
      ),
    ...(narrowed.length > narrowedMax
      ? entry(
          run('~', 'unused'),
          line(`${count(narrowed.length - narrowedMax)} more on less than now`),
          width,
        )
      : []),
    ...(removed.length === 0 ? [] : entry(run('−', 'unused'), line(names(service, removed)), width)),
  ];
}

function lostLines(lost: readonly Service[], width: number): Line[] {
  if (lost.length === 0) return [];
  const total = lost.reduce((sum, { removed }) => sum + removed.length, 0);
  const some = [...lost]
    .sort((a, b) => b.removed.length - a.removed.length)
    .slice(0, namesMax)
    .map(({ service, removed }) => `${service} (${count(removed.length)})`);
  const rest = lost.length - some.length;
  return point(
    line(
      run(counted(total, 'permission'), 'strong'),
      ` of ${counted(lost.length, 'service')} of which nothing stays: ${some.join(', ')}${rest > 0 ? ` and ${counted(rest, 'more service', 'more services')}` : ''}`,
    ),
    width,
    run('−', 'unused'),
  );
}

function entry(mark: Run, text: Line, width: number): Line[] {
  return point(text, width, mark).map((parts) => [run('  '), ...parts]);
}

/** The service stands above; its name need not be read again. */
function plain(service: string, permission: string): string {
  return permission.startsWith(`${service}:`) ? permission.slice(service.length + 1) : permission;
}

function names(service: string, permissions: readonly string[]): string {
  const rest = permissions.length - namesMax;
  const shown = permissions.slice(0, namesMax).map((name) => plain(service, name));
  return rest > 0 ? `${shown.join(', ')} and ${count(rest)} more` : shown.join(', ');
}

function patterns(all: readonly string[]): string {
  const rest = all.length - patternsMax;
  return rest > 0 ? `${all.slice(0, patternsMax).join(', ')} and ${count(rest)} more` : all.join(', ');
}
