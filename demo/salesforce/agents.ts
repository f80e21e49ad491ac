/** Programs that call Salesforce; its logs name their connected apps instead. */
export const agents = { client: '', browser: 'Chrome 138' } as const;
