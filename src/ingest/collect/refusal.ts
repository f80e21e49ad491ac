import { ScopelightError } from '../../model/error.ts';

/** Says that a system does not give what was asked for. The address is told without its query. */
export function refusal(address: string, status: number): ScopelightError {
  const message = `\`${pathOf(address)}\` answers ${status}`;
  if (status === 401)
    return new ScopelightError('system.refused', `${message}: the credential is not taken`, {
      hint: 'check the token, whether it has expired, and that it belongs to this organisation',
    });
  if (status === 403)
    return new ScopelightError('system.refused', `${message}: the credential may not read it`, {
      hint: 'the page of the provider names the least permissions that are needed',
    });
  return new ScopelightError('system.refused', message, {
    hint: status >= 300 && status < 400 ? 'give the address that it goes by itself' : 'check the address',
  });
}

/** Says that an answer is not what the API gives. */
export function notJson(address: string): ScopelightError {
  return new ScopelightError(
    'system.refused',
    `\`${pathOf(address)}\` does not answer with JSON as it should`,
    {
      hint: 'check that the address is that of the API',
    },
  );
}

/** A query may hold what a log should not. */
export function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '');
}
