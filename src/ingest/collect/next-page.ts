/**
 * Finds where the next page is, in a `Link` header: `<https://…>; rel="next"`. Undefined where there is none.
 * https://www.rfc-editor.org/rfc/rfc8288
 */
export function nextPage(header: string | null): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g))
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next)\s*(?:;|$)/i.test(parameters)) return target;
  return undefined;
}
