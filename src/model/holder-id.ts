/** Who holds a grant: a principal with all its tokens, or one token alone. */
export interface Holder {
  readonly principalId: string;
  /** Set where the grant lies on this token and not on its principal. */
  readonly tokenId?: string;
}

/**
 * Gives the id under which grants are stored: the principal’s own, or one of the token’s. No principal’s id begins with
 * the mark of a token’s.
 */
export function holderId({ principalId, tokenId }: Holder): string {
  return tokenId === undefined ? principalId : `${tokenMark}${tokenId}`;
}

/** Whether an id among holders is that of a token with grants of its own. */
export function isTokenHolder(id: string): boolean {
  return id.startsWith(tokenMark);
}

/** The token that an id among holders is of; only of one that {@link isTokenHolder}. */
export function tokenIdOf(id: string): string {
  return id.slice(tokenMark.length);
}

/** What ids of tokens among holders begin with. */
export const tokenMark = 'token#';
