import table from '../../../data/agents/agents.json' with { type: 'json' };

/** `service`: a machine of the provider or an automatic agent; `other`: a client that the table does not know. */
export type AgentKind = 'sdk' | 'cli' | 'console' | 'iac' | 'browser' | 'service' | 'other';

/** What kind of client sent a call, as it says of itself. */
export interface Agent {
  /** Lower-case name of the client without version, at most 80 characters; empty when the call names none. */
  readonly family: string;
  readonly kind: AgentKind;
  /** Major version of the client, where it gives one. */
  readonly major?: number;
}

/**
 * Recognises the client behind a user agent: `aws-cli/2.15.0 Python/3.11` → `aws-cli`, kind `cli`, major 2.
 * Clients name themselves and the libraries they stand on; the kind listed first in the table decides, then the line.
 * Total and bounded on any text. A client outside the table keeps its own name, so whoever sends user agents at will can
 * make any number of families of kind `other`.
 */
export function agentFamily(userAgent: string): Agent {
  const text = userAgent.slice(0, textLengthMax);
  const products = splitProducts(text);
  const [first] = products;
  if (first === undefined) return { family: '', kind: 'other' };
  const known = bestRule(products);
  if (known !== undefined) return known;
  if (products.length === 1 && hostName.test(text.trim()))
    return { family: bounded(first.name), kind: 'service' };
  // Letters only up to the first digit or underscore: what follows is often a random id.
  const family = /^@?[a-z][a-z.-]{2,}/.exec(first.name)?.[0].replace(/[.-]+$/, '') ?? 'other';
  return agent(bounded(family), 'other', first.major);
}

/** A word of a user agent in lower case, and the major version behind its slash. */
interface Product {
  readonly name: string;
  readonly hasVersion: boolean;
  readonly major: number | undefined;
}

interface Rule {
  readonly rank: number;
  readonly family: string;
  readonly kind: AgentKind;
}

const textLengthMax = 512;
const familyLengthMax = 80;
/** Words without a version name a client only at the beginning; later they are part of some comment. */
const bareWordsMax = 3;
const kinds = ['iac', 'console', 'cli', 'service', 'sdk', 'browser'] as const;
const hostName = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i;
const rules = readRules(table);

function bestRule(products: readonly Product[]): Agent | undefined {
  let best: Rule | undefined;
  let major: number | undefined;
  products.forEach((product, index) => {
    if (!product.hasVersion && index >= bareWordsMax) return;
    const next = products[index + 1];
    const pair =
      index < bareWordsMax && next !== undefined
        ? rules.exact.get(`${product.name} ${next.name}`)
        : undefined;
    const rule = pair ?? ruleOf(product.name);
    if (rule === undefined || (best !== undefined && best.rank <= rule.rank)) return;
    best = rule;
    major =
      pair === undefined ? (product.major ?? majorOf(next)) : (next?.major ?? majorOf(products[index + 2]));
  });
  if (best === undefined) return undefined;
  const { family, kind } = best;
  // Safari gives its engine's build behind its own name.
  if (family === 'safari') major = products.find(({ name }) => name === 'version')?.major;
  return agent(family, kind, major);
}

function agent(family: string, kind: AgentKind, major: number | undefined): Agent {
  return major === undefined ? { family, kind } : { family, kind, major };
}

/** The version in a word that is nothing but a version, as in `GitHub CLI 2.40.0`. */
function majorOf(product: Product | undefined): number | undefined {
  return product === undefined || product.hasVersion ? undefined : leadingNumber(product.name);
}

function splitProducts(text: string): Product[] {
  const words = text.toLowerCase().split(/[\s,;()[\]"'\p{C}]+/u);
  return words
    .filter((word) => word !== '')
    .map((word) => {
      const slash = word.indexOf('/', 1);
      if (slash === -1) return { name: word, hasVersion: false, major: undefined };
      return { name: word.slice(0, slash), hasVersion: true, major: leadingNumber(word.slice(slash + 1)) };
    });
}

function leadingNumber(text: string): number | undefined {
  const digits = /^v?(\d{1,6})(?!\d)/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function bounded(family: string): string {
  return family.slice(0, familyLengthMax);
}

function ruleOf(name: string): Rule | undefined {
  const exact = rules.exact.get(name);
  if (exact !== undefined) return exact;
  return rules.open.find(({ start, end }) => name.startsWith(start) && name.endsWith(end))?.rule;
}

type AgentTable = Readonly<Record<(typeof kinds)[number], Readonly<Record<string, readonly string[]>>>>;

/** Product names by rule; `open` ones have one `*` at their beginning or end. */
interface Rules {
  readonly exact: ReadonlyMap<string, Rule>;
  readonly open: readonly { readonly start: string; readonly end: string; readonly rule: Rule }[];
}

function readRules(from: AgentTable): Rules {
  const exact = new Map<string, Rule>();
  const open: Rules['open'][number][] = [];
  for (const kind of kinds) {
    for (const [family, names] of Object.entries(from[kind])) {
      const rule = { rank: exact.size + open.length, family, kind };
      for (const name of names) {
        const [start = '', end] = name.split('*');
        if (end === undefined) exact.set(name, rule);
        else open.push({ start, end, rule });
      }
    }
  }
  return { exact, open };
}
