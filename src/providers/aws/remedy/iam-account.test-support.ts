import type { PolicyHolder } from '../../../model/policy-proposal.ts';
import { limits } from '../policy/propose/limits.ts';

/** One user or role as IAM keeps it: runs the commands of remedies, and refuses what IAM would refuse. */
export class IamAccount {
  readonly #kind: 'user' | 'role';
  readonly #name: string;
  readonly #policies = new Map<string, string>();
  readonly #attached = new Set<string>();
  readonly #inline = new Map<string, string>();
  readonly #groups = new Map<string, string[]>();
  readonly #memberships = new Set<string>();
  readonly #attachedMax: number;

  constructor({ principalId, held }: PolicyHolder, attachedMax: number) {
    this.#kind = principalId.includes(':user/') ? 'user' : 'role';
    this.#name = principalId.slice(principalId.lastIndexOf('/') + 1);
    this.#attachedMax = attachedMax;
    for (const { id, kind, name, document, path } of held) {
      const [first = ''] = path;
      if (path.length > 1) {
        const group = first.slice('group/'.length);
        this.#groups.set(group, [...(this.#groups.get(group) ?? []), document]);
        this.#memberships.add(group);
      } else if (kind === 'inline') {
        this.#inline.set(name, document);
      } else {
        this.#policies.set(id, document);
        this.#attached.add(id);
      }
    }
  }

  /** Every document the holder has now. */
  documents(): readonly string[] {
    return [
      ...[...this.#attached].map((arn) => this.#policies.get(arn) ?? ''),
      ...this.#inline.values(),
      ...[...this.#memberships].flatMap((group) => this.#groups.get(group) ?? []),
    ];
  }

  /** All of it, for comparison; documents by what they say. */
  state(): unknown {
    const said = (document: string) => (/^\s*\{/.test(document) ? JSON.parse(document) : document);
    return {
      attached: [...this.#attached].sort().map((arn) => [arn, said(this.#policies.get(arn) ?? '')]),
      policies: [...this.#policies.keys()].sort(),
      inline: [...this.#inline].sort().map(([name, document]) => [name, said(document)]),
      memberships: [...this.#memberships].sort(),
    };
  }

  run(line: string): void {
    const [program, service, command = '', ...rest] = shellWords(line);
    if (program === 'sleep') return;
    if (program !== 'aws' || service !== 'iam') throw new Error(`not a command of IAM: ${line}`);
    const options = new Map<string, string>();
    for (let i = 0; i < rest.length; i++) {
      const flag = rest[i] ?? '';
      if (flag === '--set-as-default') continue;
      options.set(flag, rest[i + 1] ?? '');
      i += 1;
    }
    const of = (flag: string) => options.get(`--${flag}`) ?? fail(`${command} lacks --${flag}`);
    if (!command.endsWith('-policy') || command.includes(this.#kind)) {
      const holder = options.get(`--${this.#kind}-name`);
      if (holder !== undefined && holder !== this.#name) fail(`another ${this.#kind}: ${holder}`);
    }
    const kind = this.#kind;
    switch (command) {
      case 'create-policy': {
        const arn = `arn:aws:iam::111122223333:policy/${of('policy-name')}`;
        if (this.#policies.has(arn)) fail('it exists');
        this.#policies.set(arn, sized(of('policy-document'), limits.charactersMax));
        return;
      }
      case 'create-policy-version':
        this.#mustExist(of('policy-arn'));
        this.#policies.set(of('policy-arn'), sized(of('policy-document'), limits.charactersMax));
        return;
      case 'delete-policy':
        this.#mustExist(of('policy-arn'));
        if (this.#attached.has(of('policy-arn'))) fail('it is attached');
        this.#policies.delete(of('policy-arn'));
        return;
      case `attach-${kind}-policy`:
        this.#mustExist(of('policy-arn'));
        this.#attached.add(of('policy-arn'));
        if (this.#attached.size > this.#attachedMax) fail('too many attached');
        return;
      case `detach-${kind}-policy`:
        if (!this.#attached.delete(of('policy-arn'))) fail('it is not attached');
        return;
      case `put-${kind}-policy`: {
        this.#inline.set(of('policy-name'), of('policy-document'));
        sized([...this.#inline.values()].join(''), limits.inlineMax[kind]);
        return;
      }
      case `delete-${kind}-policy`:
        if (!this.#inline.delete(of('policy-name'))) fail('no such inline policy');
        return;
      case 'add-user-to-group':
        this.#memberships.add(of('group-name'));
        return;
      case 'remove-user-from-group':
        if (!this.#memberships.delete(of('group-name'))) fail('not a member');
        return;
      default:
        fail(`no such command: ${command}`);
    }
  }

  #mustExist(arn: string): void {
    if (!this.#policies.has(arn)) fail(`no such policy: ${arn}`);
  }
}

function sized(document: string, charactersMax: number): string {
  if (document.length > charactersMax) fail(`longer than ${charactersMax}`);
  return document;
}

function fail(reason: string): never {
  throw new Error(reason);
}

/** The words of a command as a POSIX shell cuts them; only quoting that keeps everything is understood. */
function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    let word = '';
    while (at < line.length && line[at] !== ' ') {
      const found = /'([^']*)'|\\'|[\w@%+=:,./-]+/y;
      found.lastIndex = at;
      const [part, quoted] = found.exec(line) ?? fail(`the shell would act on ${line.slice(at, at + 20)}`);
      word += part === "\\'" ? "'" : (quoted ?? part);
      at += part.length;
    }
    words.push(word);
    at += 1;
  }
  return words;
}
