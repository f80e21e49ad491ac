/** Matches whole names of permissions; `*` stands for anything, and upper and lower case are the same. */
export function namePattern(pattern: string): RegExp {
  const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 'i');
}
