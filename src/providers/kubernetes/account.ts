/** Neither the audit log nor exported objects name their cluster: one store holds one. */
export const account = 'cluster';
