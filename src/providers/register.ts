import { ScopelightError } from '../model/error.ts';
import { aws } from './aws/provider.ts';
import { github } from './github/provider.ts';
import { http } from './http/provider.ts';
import { kubernetes } from './kubernetes/provider.ts';
import { okta } from './okta/provider.ts';
import type { Provider } from './provider.ts';
import { salesforce } from './salesforce/provider.ts';

/** The last takes what is nobody else’s: its logs and lists are written in many ways. */
const all: readonly Provider[] = [aws, github, okta, salesforce, kubernetes, http];

/** Gives every provider, in the order in which they are asked whether a file is theirs. */
export function providers(): readonly Provider[] {
  return all;
}

/** @throws {ScopelightError} `usage.invalid` when there is no provider of that id. */
export function findProvider(id: string): Provider {
  const provider = all.find((candidate) => candidate.id === id);
  if (provider) return provider;
  throw new ScopelightError('usage.invalid', `there is no provider \`${id}\``, {
    hint: `known providers: ${all.map((candidate) => candidate.id).join(', ')}`,
  });
}
