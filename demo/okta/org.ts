/** The organisation's own address at Okta. */
export const org = 'https://meridian.okta.com';

/** No record names its organisation; this is what its part of the truth is filed under. */
export const oktaAccount = 'okta';

/** Since when people sign in here. */
export const foundedAt = Date.parse('2020-09-01T08:00:00Z');
