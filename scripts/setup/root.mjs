import { fileURLToPath } from 'node:url';

/** The checkout's own folder, with a trailing separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
