import type { Person } from '../organisation/people.ts';

export interface KeySpec {
  /** For whom it is: a partner, or a part of the organisation. */
  readonly consumer: string;
  /** Who answers for it here. */
  readonly owner: Person;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly isRevoked?: boolean;
  readonly lastUsedAt?: number;
}

/** A key of the API, by the id that logs name it by; its value exists nowhere. */
export interface HttpKey extends KeySpec {
  readonly id: string;
  readonly name: string;
}
