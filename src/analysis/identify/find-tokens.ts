import type { Certainty, TokenFormat } from '../../model/token-format.ts';
import { tokenFormats } from '../token-formats/all-formats.ts';

/** What a piece of text may be. */
export interface Candidate {
  readonly format: TokenFormat;
  readonly certainty: Certainty;
  readonly why: string;
}

/** A piece of text that looks like a token. */
export interface FoundText {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The best first; never empty. */
  readonly candidates: readonly Candidate[];
}

/** What was found in a text. */
export interface Findings {
  readonly tokens: readonly FoundText[];
  /** True: there was so much that looks like a token that not all of it was looked at. */
  readonly isPartial: boolean;
}

/** Finds what looks like a token of a known format in any text, in order; what overlaps is decided for the surer. */
export function findTokens(text: string): Findings {
  const searches = compiled().map((entry) => search(entry, text));
  const matches = searches.flatMap((found) => found.matches);
  matches.sort(
    (a, b) =>
      rankOf(a.candidate.certainty) - rankOf(b.candidate.certainty) ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const taken = new Taken();
  const found = new Map<string, { start: number; end: number; candidates: Candidate[] }>();
  for (const { start, end, candidate } of matches) {
    const same = found.get(`${start} ${end}`);
    if (same !== undefined) same.candidates.push(candidate);
    else if (taken.add(start, end)) found.set(`${start} ${end}`, { start, end, candidates: [candidate] });
  }
  const tokens = [...found.values()].map(({ start, end, candidates }) => ({
    value: text.slice(start, end),
    start,
    end,
    candidates: settled(candidates),
  }));
  return {
    tokens: tokens.sort((a, b) => a.start - b.start),
    isPartial: searches.some(({ isPartial }) => isPartial),
  };
}

/** Where one thing alone looks so, the others are no candidates. */
function settled(candidates: readonly Candidate[]): readonly Candidate[] {
  const [first] = candidates;
  return first?.certainty === 'certain' ? [first] : candidates;
}

const ranks: readonly Certainty[] = ['certain', 'likely', 'possible'];

function rankOf(certainty: Certainty): number {
  return ranks.indexOf(certainty);
}

interface Compiled {
  readonly format: TokenFormat;
  readonly pattern: RegExp;
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly candidate: Candidate;
}

/** A hostile text of nothing but tokens is looked at in part. */
const triesMax = 2_000;

function search({ format, pattern }: Compiled, text: string): { matches: Match[]; isPartial: boolean } {
  const matches: Match[] = [];
  if (format.marks.length > 0 && !format.marks.some((mark) => text.includes(mark))) {
    return { matches, isPartial: false };
  }
  let tries = 0;
  for (const match of text.matchAll(pattern)) {
    if (tries === triesMax) return { matches, isPartial: true };
    tries += 1;
    const [value] = match;
    const candidate = candidateOf(format, value, before(text, match.index));
    if (candidate) matches.push({ start: match.index, end: match.index + value.length, candidate });
  }
  return { matches, isPartial: false };
}

function candidateOf(format: TokenFormat, value: string, context: string): Candidate | undefined {
  if (format.read !== undefined && format.read(value) === undefined) return undefined;
  if (format.checksum !== undefined) {
    return format.checksum.holds(value)
      ? { format, certainty: format.certainty, why: 'its form and its checksum are right' }
      : { format, certainty: 'possible', why: 'its form is right, its checksum is wrong' };
  }
  if (format.certainty === 'possible') {
    if (format.label?.test(context)) {
      return { format, certainty: 'likely', why: 'it has the form, and what stands before it names it' };
    }
    if (format.needsLabel) return undefined;
    return { format, certainty: 'possible', why: 'it has the form, as other things have' };
  }
  const why =
    format.certainty === 'certain' ? 'nothing else has this form' : 'it has the form, which little else has';
  return { format, certainty: format.certainty, why };
}

const contextLength = 80;

/** What stands before a token on its line, such as the name of a variable. */
function before(text: string, start: number): string {
  const context = text.slice(Math.max(0, start - contextLength), start);
  return context.slice(context.lastIndexOf('\n') + 1);
}

/** Spans that are decided; a new one must not overlap them. */
class Taken {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  add(start: number, end: number): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    if ((this.#starts[low] ?? Number.POSITIVE_INFINITY) < end) return false;
    this.#starts.splice(low, 0, start);
    this.#ends.splice(low, 0, end);
    return true;
  }
}

/** A token begins where no word goes on; an escape of JSON or of a URL ends before it. */
const wordStart = '(?<=^|[^A-Za-z0-9_]|\\\\[nrtf]|\\\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2})';
/** What has no mark of its own must stand alone. */
const loneStart = '(?<=^|[^A-Za-z0-9_+/.~-]|\\\\[nrtf]|\\\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2})';
const loneEnd = '(?![A-Za-z0-9_+/=~-]|\\.[A-Za-z0-9])';

let compilation: readonly Compiled[] | undefined;

function compiled(): readonly Compiled[] {
  compilation ??= tokenFormats().map((format) => ({ format, pattern: compile(format) }));
  return compilation;
}

function compile({ pattern, certainty }: TokenFormat): RegExp {
  const { source, flags } = pattern;
  const end = /-\]\{[\d,]+\}$/.test(source) ? '(?![A-Za-z0-9_-])' : '(?![A-Za-z0-9_])';
  const whole =
    certainty === 'possible' ? `${loneStart}(?:${source})${loneEnd}` : `${wordStart}(?:${source})${end}`;
  return new RegExp(whole, `g${flags}`);
}
