/**
 * SQL for the kinds of principal whose calls no token of a principal made: services for themselves, callers nobody knows, and
 * people in a browser.
 */
export const withoutToken = "('service', 'anonymous', 'service-linked role', 'browser')";
