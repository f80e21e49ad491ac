import { count } from './format.ts';

interface Change {
  readonly change: string;
  readonly subjectKind: string;
  readonly subjects: number;
}

/** What was done, as words to stand before a name: `Token created:`. */
export function changeTitle({ change, subjectKind, subjects }: Change): string {
  const [act = '', ...rest] = change.split('-');
  const noun = rest.join(' ') || subjectKind;
  const done = acts[act] ?? act;
  if (act === 'attach' || act === 'detach') {
    const to = act === 'attach' ? 'given to' : 'taken from';
    return subjects === 1
      ? `${first(noun)} ${to}`
      : `${first(noun)} ${to} ${count(subjects)} ${subjectKind}s`;
  }
  return subjects === 1 ? `${first(noun)} ${done}:` : `${count(subjects)} ${noun}s ${done}`;
}

const acts: Readonly<Record<string, string>> = {
  create: 'created',
  delete: 'deleted',
  activate: 'switched on',
  deactivate: 'switched off',
  revoke: 'revoked',
  modify: 'changed',
  add: 'added',
  remove: 'removed',
};

function first(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
