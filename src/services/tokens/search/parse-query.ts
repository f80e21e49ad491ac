import { ScopelightError } from '../../../model/error.ts';
import { type TokenOrder, tokenOrders } from '../../../model/token-search.ts';
import { type FieldName, fields } from './fields.ts';

/** One condition of a query: `owner:none`, `-kind:session`, or a bare word. */
export interface Term {
  /** Undefined for a bare word, which may stand anywhere. */
  readonly field: FieldName | undefined;
  readonly value: string;
  readonly isNot: boolean;
}

export interface TokenQuery {
  readonly terms: readonly Term[];
  readonly order: TokenOrder;
  /** The query in its plain form. */
  readonly text: string;
}

const queryLengthMax = 1000;

/**
 * Reads a query for tokens: words and `field:value` terms, each of which has to hold; `-` before a term turns it round, and
 * quotes keep spaces together. `sort:` says in which order.
 * @throws {ScopelightError} `usage.invalid` for a field or value that there is not, with those there are
 */
export function parseQuery(text: string): TokenQuery {
  if (text.length > queryLengthMax) throw invalid(`a query is at most ${queryLengthMax} characters long`);
  const terms: Term[] = [];
  let order: TokenOrder = 'gap';
  for (const [, minus = '', name, quoted, plain = ''] of text.matchAll(pattern)) {
    const value = (quoted ?? plain).trim();
    if (name === 'sort') order = orderOf(value);
    else if (value !== '') terms.push(termOf(minus !== '', name?.toLowerCase(), value));
    else if (name !== undefined) throw invalid(`\`${name}:\` says nothing to look for`);
  }
  return { terms, order, text: plainText(terms, order) };
}

/** A name of letters before a colon is a field only when it is one: ids have colons too. */
const pattern = new RegExp(
  String.raw`(-)?(?:(sort|${Object.keys(fields).join('|')}):)?(?:"([^"]*)"|(\S+)|(?<=:)(?=\s|$))`,
  'gi',
);

function termOf(isNot: boolean, name: string | undefined, value: string): Term {
  if (!isField(name)) return { field: undefined, value: value.toLowerCase(), isNot };
  const term = { field: name, value: value.toLowerCase(), isNot };
  const problem = fields[name].problem?.(term.value);
  if (problem !== undefined) throw invalid(`\`${name}:${value}\` cannot be searched for`, problem);
  return term;
}

function isField(name: string | undefined): name is FieldName {
  return name !== undefined && Object.hasOwn(fields, name);
}

function orderOf(value: string): TokenOrder {
  const found = tokenOrders.find((order) => order === value.toLowerCase());
  if (found) return found;
  throw invalid(`\`sort:${value}\` is no order`, `sort by ${tokenOrders.join(', ')}`);
}

function plainText(terms: readonly Term[], order: TokenOrder): string {
  const words = terms.map(({ field, value, isNot }) => {
    const quoted = /\s/.test(value) ? `"${value}"` : value;
    return `${isNot ? '-' : ''}${field === undefined ? '' : `${field}:`}${quoted}`;
  });
  return [...words, ...(order === 'gap' ? [] : [`sort:${order}`])].join(' ');
}

function invalid(
  message: string,
  hint = `fields are ${Object.keys(fields).join(', ')}; see docs/search.md`,
): ScopelightError {
  return new ScopelightError('usage.invalid', message, { hint });
}
