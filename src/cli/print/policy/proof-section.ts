import type { PolicyAnswer } from '../../../model/policy.ts';
import { type Line, line, type Run, run } from '../run.ts';
import { andMore, heading, point } from '../sentence.ts';
import { count, counted } from '../words.ts';

const deniedMax = 10;

/** Past calls decided by the policy, and its size against what the provider takes. */
export function proofSection({ replay, size, limits, isUnchanged }: PolicyAnswer, width: number): Line[] {
  if (isUnchanged) return [];
  const { deniedCalls, denied, conditionalCalls, elsewhereCalls, excludedCalls, unmappedCalls } = replay;
  return [
    ...heading(conclusion(replay), width),
    ...denied
      .slice(0, deniedMax)
      .flatMap(({ permission, resource, calls }) =>
        point(
          line(
            run(permission, 'strong'),
            ` on ${resource || 'a resource that is not named'}, ${counted(calls, 'call')}`,
          ),
          width,
          run('✕', 'denied'),
        ),
      ),
    ...andMore(denied.length - deniedMax, width),
    ...(deniedCalls > 0 || conditionalCalls === 0
      ? []
      : point(
          line(`${counted(conditionalCalls, 'call')} pass under the conditions that are held now.`),
          width,
        )),
    ...(elsewhereCalls === 0
      ? []
      : point(
          line(
            `${counted(elsewhereCalls, 'call')} rest on something else than the policies held, and still will.`,
          ),
          width,
        )),
    ...(excludedCalls === 0
      ? []
      : point(
          line(
            `${counted(excludedCalls, 'call')} of suspicious episodes are left out of this, and would be denied.`,
          ),
          width,
        )),
    ...(unmappedCalls === 0
      ? []
      : point(
          line(`Of ${counted(unmappedCalls, 'call')} no permission is known, so they could not be decided.`),
          width,
        )),
    ...point(sizeLine(size, limits), width, size.fits ? run('·', 'faint') : run('!', 'severity')),
  ];
}

function conclusion({ calls, requests, deniedCalls }: PolicyAnswer['replay']): string {
  if (calls === 0) return 'There is no past call to replay.';
  if (deniedCalls > 0)
    return `Replay: ${count(deniedCalls)} of ${counted(calls, 'past call')} would be denied.`;
  return `Replay: none of ${counted(calls, 'past call')} would be denied, ${counted(requests, 'distinct request')} decided.`;
}

function sizeLine(size: PolicyAnswer['size'], limits: PolicyAnswer['limits']): Line {
  const { documents, characters, fits } = size;
  const parts: (string | Run)[] = [
    `${counted(documents, 'document')} of at most ${count(limits.documentsMax)}, `,
    `${counted(characters, 'character')} of at most ${count(limits.charactersMax)} each`,
  ];
  if (!fits) parts.push(run(': too large for the provider', 'severity'));
  return line('Size: ', ...parts);
}
