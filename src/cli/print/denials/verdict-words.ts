import type { DenialVerdict } from '../../../model/denials.ts';
import type { Ink } from '../ink.ts';

interface Words {
  readonly head: string;
  readonly about: string;
}

/** How the page speaks of each verdict. */
export const verdictWords: Readonly<Record<DenialVerdict, Words>> = {
  needed: {
    head: 'Needed by their holders’ work',
    about: 'What changed asks for them, from its usual place. Without them it fails.',
  },
  probing: {
    head: 'Somebody tries what he can do',
    about: 'Do not grant these; look at who called, and from where.',
  },
  misconfigured: {
    head: 'Refused for as long as the log goes back',
    about: 'Their holders get by without: correct the caller, or grant what was forgotten.',
  },
  unclear: { head: 'The log does not tell', about: 'Ask the owner.' },
};

export const verdictInk: Readonly<Record<DenialVerdict, Ink>> = {
  needed: 'denied',
  probing: 'severity',
  misconfigured: 'unused',
  unclear: 'unknown',
};
