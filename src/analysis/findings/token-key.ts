/** A key of one token under one principal. */
export function tokenKey(tokenId: string, principalId: string): string {
  return `${tokenId}\n${principalId}`;
}
