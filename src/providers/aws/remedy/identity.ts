/** The identity behind an ARN, as far as commands need it. */
export interface Identity {
  readonly kind: 'user' | 'role' | 'root' | 'other';
  /** Without its path, as commands take it. */
  readonly name: string;
  /** Made and changed by IAM Identity Center only. */
  readonly isManaged: boolean;
}

/** Reads what a principal’s id says of it; ids of other forms are of kind `other`. */
export function identityOf(principalId: string): Identity {
  const [, kind, path = '', name = ''] =
    /^arn:[\w-]+:iam::\d{12}:(user|role|root)(\/(?:.*\/)?)?(.*)$/s.exec(principalId) ?? [];
  const isManaged = path.startsWith('/aws-reserved/') || path.startsWith('/aws-service-role/');
  if (kind === 'root' && path === '' && name === '') return { kind, name: 'root', isManaged };
  if ((kind === 'user' || kind === 'role') && name !== '') return { kind, name, isManaged };
  return { kind: 'other', name: principalId, isManaged: false };
}
