/** The organisation, or a variable that stops the shell while nobody has set it. */
const organisation = `--target-org "\${ORG:?alias of the organisation}"`;

/** A query, answered as JSON. What is asked for is written here, but for ids, which are letters and digits. */
export function query(soql: string): string {
  return `sf data query ${organisation} --json --query "${soql}"`;
}

/** Sets a field of the records that a query finds. */
export function update(object: string, where: string, values: string): string {
  return `sf data update record ${organisation} --sobject ${object} --where "${where}" --values "${values}"`;
}

/** Deletes each record whose id comes in, one a line. */
export function deleteEach(object: string): string {
  return `xargs -I{} sf data delete record ${organisation} --sobject ${object} --record-id {}`;
}

/** Creates one record. */
export function create(object: string, values: string): string {
  return `sf data create record ${organisation} --sobject ${object} --values "${values}"`;
}

/** The id, or another field, of the one record that a query finds, as a part of a command’s text. */
export function idOf(object: string, where: string, field = 'Id'): string {
  return `$(${query(`SELECT ${field} FROM ${object} WHERE ${where}`)} | jq -r '.result.records[0].${field}')`;
}

/** Deploys the project that the shell is in. */
export function deploy(): string {
  return `sf project deploy start ${organisation} --source-dir force-app`;
}
