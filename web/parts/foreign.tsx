import { safeText } from '../words/safe-text.ts';

/** Text from logs and inventories: it cannot act, and its direction does not spill over. */
export function Foreign({ text }: { readonly text: string }) {
  return <bdi>{safeText(text)}</bdi>;
}
