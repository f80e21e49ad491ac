/** The parts of an ARN that name its place. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty where the ARN names none. */
  readonly account: string;
  /** What follows the account, for example `role/service-role/ci`. */
  readonly resource: string;
}

/** Takes an ARN apart; undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const [scheme, partition = '', service = '', , account, ...rest] = text.split(':');
  if (scheme !== 'arn' || account === undefined || rest.length === 0 || service === '') return undefined;
  return { partition, service, account, resource: rest.join(':') };
}

/** The account an ARN lies in, when that is an account number. */
export function accountOf(arn: string): string | undefined {
  const account = parseArn(arn)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The last part of an ARN's resource: `ci` of `arn:aws:iam::123456789012:role/service-role/ci`. */
export function arnName(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
