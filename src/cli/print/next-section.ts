import type { Finding } from '../../model/finding.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type { Report, TokenPage } from '../../model/report.ts';
import type { Line } from './run.ts';
import { commands, heading, type Step } from './sentence.ts';
import { shellWord } from './words.ts';

const defaultData = '.scopelight/data';

/** What to do after a scan, which kept nothing. */
export function nextAfterScan(
  report: Report,
  paths: readonly string[],
  program: string,
  width: number,
): Line[] {
  const words = paths.map(shellWord);
  const all = words.every((word) => word !== undefined) ? words.join(' ') : 'PATH…';
  return section(
    [
      [`${program} ingest ${all}`, 'keep what was read, to ask more of it'],
      [tokenCommand(report, program, defaultData), tokenWords(report)],
      [`${program} coverage`, 'see which hours of the logs are held'],
    ],
    width,
  );
}

/** What to do after loading. */
export function nextAfterIngest(data: string, program: string, width: number): Line[] {
  return section(
    [
      [`${program} tokens${dataFlag(data)}`, 'every token, the worst gap first'],
      [`${program} coverage${dataFlag(data)}`, 'which hours of the logs are held'],
    ],
    width,
  );
}

/** What to do after the report on loaded data. */
export function nextAfterReport(report: Report, data: string, program: string, width: number): Line[] {
  return section(
    [
      [`${program} findings${dataFlag(data)}`, 'everything to act on, with the commands that do it'],
      [tokenCommand(report, program, data), tokenWords(report)],
      [policyCommand(report, program, data), 'the smallest policy that does what it did, proved on the past'],
      [`${program} denials${dataFlag(data)}`, 'what was refused: needs told from probing'],
      [`${program} scan PATH…`, 'the same for your own logs; nothing leaves this machine'],
    ],
    width,
  );
}

/** What to do after a list of findings. */
export function nextAfterFindings(
  findings: readonly Finding[],
  data: string,
  program: string,
  width: number,
): Line[] {
  const [worst] = findings;
  if (!worst) return [];
  return section(
    [
      [
        `${program} findings ${worst.id}${dataFlag(data)}`,
        'its evidence, the commands, and what they would break',
      ],
    ],
    width,
  );
}

/** What to do after looking at a token. */
export function nextAfterToken(
  { token, permissions }: TokenPage,
  data: string,
  program: string,
  width: number,
): Line[] {
  const id = shellWord(token.id);
  const permission = shellWord(permissions[0]?.permission ?? '');
  if (id === undefined || permission === undefined || permissions.length === 0) return [];
  return section(
    [
      [`${program} explain ${id} ${permission}${dataFlag(data)}`, 'why it holds it, when it used it'],
      [`${program} policy ${id}${dataFlag(data)}`, 'the smallest policy that does what it did'],
    ],
    width,
  );
}

/** What to do after reading a proposed policy. */
export function nextAfterPolicy(
  { subject, unknown, removed, tokens, policy, formats }: PolicyAnswer,
  data: string,
  program: string,
  width: number,
): Line[] {
  const id = shellWord(subject);
  if (id === undefined) return [];
  const [service] = unknown;
  const token = shellWord(tokens[0] ?? '');
  const example = removed.find(({ state }) => state === 'unused') ?? removed[0];
  const flag = dataFlag(data);
  return section(
    [
      [
        policy === null ? undefined : `${program} policy ${id} --format json${flag} > policy.json`,
        ['the policy alone', ...also(formats.slice(1))].join('; also '),
      ],
      [
        service && `${program} policy ${id} --keep ${shellWord(service.service)}${flag}`,
        'keep what nothing can tell of a service',
      ],
      [
        example && token && `${program} explain ${token} ${shellWord(example.permission)}${flag}`,
        'why a permission is taken away',
      ],
    ],
    width,
  );
}

function tokenCommand({ tokens }: Report, program: string, data: string): string | undefined {
  const id = shellWord(tokens[0]?.id ?? '');
  return id === undefined || tokens.length === 0 ? undefined : `${program} token ${id}${dataFlag(data)}`;
}

/** Of the tokens that did something, the one with the widest gap. */
function policyCommand({ tokens }: Report, program: string, data: string): string | undefined {
  const user = tokens.find(({ used, score }) => used > 0 && score !== null);
  const id = shellWord(user?.id ?? '');
  return user === undefined || id === undefined ? undefined : `${program} policy ${id}${dataFlag(data)}`;
}

function tokenWords({ tokens }: Report): string {
  return (tokens[0]?.unused ?? 0) > 0 ? 'see the widest gap in full' : 'see one of them in full';
}

function dataFlag(data: string): string {
  if (data === defaultData) return '';
  // A server's address may hold a password.
  const word = /^https?:/i.test(data) ? undefined : shellWord(data);
  return ` --data ${word ?? 'DATA'}`;
}

function section(
  steps: readonly (readonly [text: string | undefined, about: string])[],
  width: number,
): Line[] {
  const known = steps.flatMap(([text, about]): Step[] => (text === undefined ? [] : [{ text, about }]));
  return [...heading('What to do next', width), ...commands(known, width), []];
}

function also(formats: readonly string[]): readonly string[] {
  return formats.length === 0 ? [] : [formats.join(', ')];
}
