import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { eventPrefixes, otherSource, sources } from '../catalogue/index.ts';

const listed = (words: readonly string[]): string => words.map(quote).join(', ');

/** Which operation an event records, and under which key its needs are found. */
export const operation: Expressions = {
  first_word: "splitByChar('.', event)[1]",
  source: `if(first_word IN (${listed(sources())}), first_word, '${otherSource}')`,
  operation: 'substring(event, 1, 256)',
  operation_key: `if(event IN (named_events), event, concat(arrayFirst(p -> startsWith(event, p), [${listed(eventPrefixes())}]), '*'))`,
};

/** The table of events as they are joined with it. */
export const mapping = `
  SELECT operation AS mapped_operation, permissions AS mapped, basis AS mapped_basis
  FROM operations_v1
  WHERE provider = 'okta' AND basis != 'unknown'`;

/** What is only known once the table has answered. */
export const needs: Expressions = {
  is_mint: "match(event, '^app[.]oauth2[.](as[.])?token[.]grant')",
  granted: scopesIn('r_granted'),
  requested: scopesIn('r_requested'),
  // What people do to their own accounts in a browser takes no role.
  is_own: `is_person AND NOT has_token AND match(event, '^user[.](account[.](update|unlock|reset_password)|mfa[.])')
    AND arrayExists(t -> tupleElement(t, 'type') = 'User' AND tupleElement(t, 'id') = actor_id, targets)`,
  // Okta itself needs no permission for what follows from a rule or a schedule.
  is_free: "is_own OR principal_id = 'okta'",
  needed: 'if(is_free, [], mapped)',
  permissions: `multiIf(
    is_mint AND is_app AND outcome = 'denied', arrayFilter(name -> has((SELECT groupArray(permission) FROM permissions_v1 WHERE provider = 'okta'), name), requested),
    needed)`,
  basis:
    "multiIf(notEmpty(permissions) AND is_mint, 'named', is_free, 'none', mapped_basis != '', mapped_basis, 'unknown')",
  // The log is one stream: whatever it holds shows that it was recording.
  category: "'management-write'",
};

/** Scopes of Okta’s own API in a list written with commas, spaces or as JSON, sorted. */
function scopesIn(column: string): string {
  return `arraySort(arrayDistinct(arrayFilter(name -> startsWith(name, 'okta.') OR startsWith(name, 'ssf.'),
    splitByRegexp('[\\\\s,"\\\\[\\\\]]+', ${column}))))`;
}
