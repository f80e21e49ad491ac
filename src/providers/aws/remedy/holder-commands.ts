import { shellWord } from '../../shared/text/shell-word.ts';
import { documentText } from '../policy/propose/document-text.ts';

/** AWS CLI commands that give policies to one user or role, and take them away. */
export class HolderCommands {
  readonly #kind: 'user' | 'role';
  readonly #holder: string;
  readonly #arnHead: string;

  constructor(kind: 'user' | 'role', name: string, principalId: string) {
    this.#kind = kind;
    this.#holder = `--${kind}-name ${shellWord(name)}`;
    this.#arnHead = principalId.slice(0, principalId.indexOf(`:${kind}/`));
  }

  /** The ARN of a policy of the holder’s account by its name. */
  policyArn(name: string): string {
    return `${this.#arnHead}:policy/${name}`;
  }

  create(name: string, document: unknown): string {
    return `aws iam create-policy --policy-name ${shellWord(name)} --policy-document ${json(document)}`;
  }

  delete(arn: string): string {
    return `aws iam delete-policy --policy-arn ${shellWord(arn)}`;
  }

  /** Changes a policy that exists; the version before stays in store. */
  renew(arn: string, document: unknown): string {
    const text = `--policy-document ${json(document)} --set-as-default`;
    return `aws iam create-policy-version --policy-arn ${shellWord(arn)} ${text}`;
  }

  attach(arn: string): string {
    return `aws iam attach-${this.#kind}-policy ${this.#holder} --policy-arn ${shellWord(arn)}`;
  }

  detach(arn: string): string {
    return `aws iam detach-${this.#kind}-policy ${this.#holder} --policy-arn ${shellWord(arn)}`;
  }

  putInline(name: string, document: unknown): string {
    const policy = `--policy-name ${shellWord(name)} --policy-document ${json(document)}`;
    return `aws iam put-${this.#kind}-policy ${this.#holder} ${policy}`;
  }

  deleteInline(name: string): string {
    return `aws iam delete-${this.#kind}-policy ${this.#holder} --policy-name ${shellWord(name)}`;
  }

  joinGroup(group: string): string {
    return `aws iam add-user-to-group ${this.#holder} --group-name ${shellWord(group)}`;
  }

  leaveGroup(group: string): string {
    return `aws iam remove-user-from-group ${this.#holder} --group-name ${shellWord(group)}`;
  }
}

/** IAM takes a while to act on a change everywhere; what replaces something must be in force before that goes. */
export const settle = 'sleep 30';

function json(document: unknown): string {
  return shellWord(documentText(document));
}
