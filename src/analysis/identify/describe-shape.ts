/** Says what a text of no known format looks like, without any part of it. */
export function describeShape(value: string): string {
  const [name] = shapes.find(([, pattern]) => pattern.test(value)) ?? ['text'];
  return name;
}

const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['digits', /^\d+$/],
  ['UUID', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ['hexadecimal', /^(?:[0-9a-f]+|[0-9A-F]+)$/],
  ['base32', /^[A-Z2-7]+=*$/],
  ['letters and digits', /^[A-Za-z0-9]+$/],
  ['base64url', /^[A-Za-z0-9_-]+=*$/],
  ['base64', /^[A-Za-z0-9+/]+=*$/],
  ['printable text without blanks', /^[!-~]+$/],
];

const lengthMin = 16;
const entropyMin = 3;

/** Finds words of no known format that look random, as tokens do and names do not. */
export function randomWords(text: string): string[] {
  const words = text.match(/[A-Za-z0-9_+/=~.!@#$%^&*-]+/g) ?? [];
  return words.map(trimmed).filter(isRandom);
}

/** What a word begins with may be a name it is given to: `KEY=…`. */
function trimmed(word: string): string {
  return word.replace(/^[A-Za-z][A-Za-z0-9_.-]*=(?=[^=])/, '').replace(/^[=.@/-]+|[.,]+$/g, '');
}

function isRandom(word: string): boolean {
  if (word.length < lengthMin || !/\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  return entropyOf(word) >= entropyMin && !/^[a-z0-9.-]+\.[a-z]{2,}$|^arn:|\/\//.test(word);
}

/** Bits a character. */
function entropyOf(word: string): number {
  const counts = new Map<string, number>();
  for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / word.length) * Math.log2(count / word.length),
    0,
  );
}
