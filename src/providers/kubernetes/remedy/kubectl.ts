import { shellWord } from '../../shared/text/shell-word.ts';

/** A binding, as `kubectl` names it. */
export interface BindingRef {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Words of a `kubectl` command, quoted for a shell. */
export function kubectl(...words: readonly string[]): string {
  return ['kubectl', ...words.map(shellWord)].join(' ');
}

/** Options that name the namespace, where there is one. */
export function inNamespace(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : ['--namespace', namespace];
}

/** Applies an object that is given as text. */
export function applyText(object: unknown): string {
  return `printf '%s\\n' ${shellWord(JSON.stringify(object))} | kubectl apply -f -`;
}

/** Takes one subject out of a binding, and leaves the others. */
export function dropSubject(binding: BindingRef, subject: Subject): string {
  const place = [binding.kind.toLowerCase(), binding.name, ...inNamespace(binding.namespace)];
  const filter = `.subjects |= map(select(${conditionOf(subject)} | not))`;
  return `${kubectl('get', ...place, '--output', 'json')} | jq ${shellWord(filter)} | kubectl replace -f -`;
}

/** Puts a subject into a binding that is there. */
export function addSubject(binding: BindingRef, subject: Subject): string {
  const who =
    subject.namespace === undefined
      ? `--user=${subject.name}`
      : `--serviceaccount=${subject.namespace}:${subject.name}`;
  return kubectl(
    'set',
    'subject',
    binding.kind.toLowerCase(),
    binding.name,
    ...inNamespace(binding.namespace),
    who,
  );
}

/** A user, or with a namespace a service account. */
export interface Subject {
  readonly name: string;
  readonly namespace: string | undefined;
}

function conditionOf({ name, namespace }: Subject): string {
  const word = JSON.stringify;
  return namespace === undefined
    ? `.kind == "User" and .name == ${word(name)}`
    : `.kind == "ServiceAccount" and .name == ${word(name)} and .namespace == ${word(namespace)}`;
}
