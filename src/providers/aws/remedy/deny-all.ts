/** Name of the inline policy that puts a principal into quarantine; it marks what is to be undone. */
export const quarantinePolicy = 'ScopelightQuarantine';

/** Denies everything; a deny goes before every allow and holds for sessions that are under way. */
export const denyAll = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
