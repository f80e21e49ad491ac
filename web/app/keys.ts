import { useEffect } from 'react';

/** What keys do: a name such as `/`, `g o` or `mod k`, and what follows. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const chordMs = 1200;
let pending: { readonly key: string; readonly at: number } | undefined;

/** Listens for keys while a part of the page is there; what is typed into a field is left to the field. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      if (name === undefined) return;
      const isChordEnd = pending !== undefined && Date.now() - pending.at < chordMs;
      const act = (isChordEnd ? keys[`${pending?.key} ${name}`] : undefined) ?? keys[name];
      if (act) {
        pending = undefined;
        event.preventDefault();
        act(event);
      } else if (name === 'g') {
        pending = { key: name, at: Date.now() };
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keys]);
}

function nameOf(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.altKey) return undefined;
  const isMod = event.ctrlKey || event.metaKey;
  if (isMod) return `mod ${event.key.toLowerCase()}`;
  if (isTyping(event.target) && event.key !== 'Escape') return undefined;
  return event.key;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
