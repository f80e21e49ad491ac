/** The enterprise and its one organisation, as the log numbers them. */
export const enterprise = { slug: 'meridian', id: 41_877 } as const;
export const organisation = { login: 'meridian-freight', id: 60_218_345 } as const;

/** Since when the organisation is on GitHub. */
export const foundedAt = Date.parse('2019-05-06T09:14:00Z');
