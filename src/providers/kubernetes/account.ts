/** Neither the audit log nor exported objects name their cluster: what nobody names is taken for one. */
export const account = 'cluster';
