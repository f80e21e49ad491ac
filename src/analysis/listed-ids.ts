/** A statement that names more ids than this takes longer to be understood than one for all rows to be answered. */
const listedMax = 2_000;

/**
 * A condition on ids that are known here, and the values of its parameter `name`. Of very many it lets all rows through:
 * whoever reads them keeps those that are wanted.
 */
export function listedIds(
  column: string,
  name: string,
  ids: readonly string[],
): {
  readonly sql: string;
  readonly params: Readonly<Record<string, readonly string[]>>;
  readonly isListed: boolean;
} {
  return ids.length <= listedMax
    ? { sql: `${column} IN {${name}: Array(String)}`, params: { [name]: ids }, isListed: true }
    : { sql: '1', params: {}, isListed: false };
}
