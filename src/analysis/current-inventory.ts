/**
 * SQL for one row a principal: the latest that knows what is granted to it. An export of keys alone names principals too,
 * and must not hide what an earlier one said of their grants.
 */
export function currentPrincipals(columns: string, where = '1'): string {
  return `SELECT ${columns} FROM principals_v1 AS known WHERE ${where}
    ORDER BY provider, principal_id, (known.is_complete = 1 OR known.granted_set != 0) DESC, observed_at DESC
    LIMIT 1 BY provider, principal_id`;
}

/** SQL for the statements that these principals hold: those of the same export, so that what was taken away is gone. */
export function currentGrants(columns: string, where = '1', principals = '1'): string {
  return `SELECT ${columns} FROM grants_v1
    WHERE ${where} AND (provider, principal_id, observed_at) IN (${currentPrincipals('provider, principal_id, observed_at', principals)})
    ORDER BY provider, principal_id, role_id, statement, path
    LIMIT 1 BY provider, principal_id, role_id, statement, path`;
}
