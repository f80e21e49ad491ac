import type { Capability, EscalationKind } from '../../model/capability.ts';

/** Capabilities that are harmless apart, and dangerous in one hand. */
export interface Combination {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** One of each is enough. */
  readonly legs: readonly (readonly Capability[])[];
}

/** Add a line to look for another. */
export const combinations: readonly Combination[] = [
  {
    id: 'secrets-out',
    title: 'reads secrets and sends outside',
    why: 'a secret that was read can leave in the same breath',
    legs: [['reads-secrets'], ['sends-outside']],
  },
  {
    id: 'data-out',
    title: 'reads data and sends outside',
    why: 'whole tables can leave without another identity',
    legs: [['reads-data'], ['sends-outside']],
  },
  {
    id: 'write-and-send',
    title: 'writes data and sends outside',
    why: 'what is sent to customers can be forged at its source',
    legs: [['writes-data'], ['sends-outside']],
  },
  {
    id: 'code-with-secrets',
    title: 'runs code and reads secrets',
    why: 'one hole in the code that runs is enough to reach every secret',
    legs: [['runs-code'], ['reads-secrets']],
  },
  {
    id: 'take-and-hide',
    title: 'takes or changes data and hides traces',
    why: 'nobody could tell afterwards what was taken',
    legs: [['reads-secrets', 'reads-data', 'writes-data'], ['hides-traces']],
  },
  {
    id: 'grow-and-hide',
    title: 'gives access and hides traces',
    why: 'a back door could be made that no log shows',
    legs: [['changes-access', 'mints-tokens'], ['hides-traces']],
  },
];

/** What each kind of escalation comes to. */
export const escalationTitles: Readonly<Record<EscalationKind, string>> = {
  'own-access': 'gives itself more',
  'other-identity': 'becomes somebody else',
  'handed-role': 'hands a role to code of its own',
  'standing-role': 'runs code in a role that is there',
};
