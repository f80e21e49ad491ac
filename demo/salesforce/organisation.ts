/** The organisation's id at Salesforce, of 15 characters as logs write it. */
export const organisationId = '00D7Q000000Mfrt';

/** Since when it is there. */
export const foundedAt = Date.parse('2018-04-09T08:00:00Z');
