import type { EdgeEvidence, EdgeKind, Graph } from '../../../model/graph.ts';
import { count, counted, date, shortName } from '../words.ts';

type Edge = Graph['edges'][number];

const verbs: Readonly<Record<EdgeKind, string>> = {
  'acts-as': 'acts as it',
  assumes: 'becomes it',
  makes: 'made it',
  keeps: 'most likely keeps it as a secret',
  'takes-over': 'can take it over',
  holds: 'holds it',
  gives: 'gives it',
  reaches: 'called it',
  'goes-by': 'goes by it',
};

/** How a step is taken, and what shows it: `becomes it 47 times, last 28 Sep 2026; trust policy of role/ci lets it in`. */
export function stepWords(edge: Edge): string {
  const said = edge.evidence.map(evidenceWords).filter((text) => text !== '');
  const calls = edge.evidence.find((evidence) => evidence.kind === 'calls');
  const times = calls === undefined ? stateWords[edge.state] : ` ${timesWords(calls)}`;
  return `${verbs[edge.kind]}${times}${said.length > 0 ? `; ${said.join('; ')}` : ''}`;
}

const stateWords: Readonly<Record<Edge['state'], string>> = {
  used: '',
  unused: ', which nobody did',
  unknown: '',
};

/** `47 times, last 28 Sep 2026`. */
export function timesWords({ times, last }: { readonly times: number; readonly last: string }): string {
  return `${times === 1 ? 'once' : `${count(times)} times`}, last ${date(last)}`;
}

function evidenceWords(evidence: EdgeEvidence): string {
  switch (evidence.kind) {
    case 'calls':
      return evidence.tokens.length === 0 ? '' : `with ${evidence.tokens.map(shortName).join(', ')}`;
    case 'inventory':
      return evidence.what;
    case 'document': {
      const when = evidence.conditions.length > 0 ? `, if ${evidence.conditions.join(' and ')}` : '';
      const open = evidence.caveat === null ? '' : `; ${evidence.caveat}`;
      return `${evidence.document} of ${shortName(evidence.statedBy)} lets in ${shortFrom(evidence.from)}${when}${open}`;
    }
    case 'permission':
      return `${evidence.permission} of ${shortName(evidence.role)} ${evidence.does}${evidence.isConditional ? ', under a condition' : ''}`;
  }
}

function shortFrom(from: string): string {
  const [kind = '', ...words] = from.split(' ');
  if (kind === 'subject')
    return words.slice(1).join(' ') === '*' ? `all of ${words[0]}` : words.slice(1).join(' ');
  return words.length === 0 ? kind : `${kind} ${words.map(shortName).join(' ')}`;
}

/** `3 steps`, and what is known of their use. */
export function lengthWords({ edges, isUsed }: Graph['paths'][number]): string {
  return `${counted(edges.length, 'step')}, ${isUsed ? 'each taken' : 'not each taken'}`;
}
