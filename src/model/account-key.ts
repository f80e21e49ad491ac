/** An account of a provider. */
export interface AccountOf {
  readonly provider: string;
  readonly account: string;
}

/** Gives the key of an account: accounts of two providers may have one name. */
export function accountKey({ provider, account }: AccountOf): string {
  return `${provider}\n${account}`;
}
