import { useSyncExternalStore } from 'react';

/** A query under a name, with the columns it is looked at in. */
export interface SavedView {
  readonly name: string;
  readonly q: string;
  readonly columns?: string | undefined;
}

const key = 'scopelight.views';
const listeners = new Set<() => void>();
const none: readonly SavedView[] = [];
let read: { readonly text: string | null; readonly views: readonly SavedView[] } = {
  text: null,
  views: none,
};

/** Views that were saved in this browser. */
export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    globalThis.addEventListener('storage', listener);
    return () => {
      listeners.delete(listener);
      globalThis.removeEventListener('storage', listener);
    };
  }, savedViews);
}

/** Saves a view, in place of one with the same name. */
export function saveView(view: SavedView): void {
  keep([...savedViews().filter(({ name }) => name !== view.name), view]);
}

export function forgetView(name: string): void {
  keep(savedViews().filter((view) => view.name !== name));
}

function savedViews(): readonly SavedView[] {
  const text = localStorage.getItem(key);
  // The same text has to give the same value, or the page would be drawn again and again.
  if (text !== read.text) read = { text, views: parsed(text) };
  return read.views;
}

function keep(views: readonly SavedView[]): void {
  localStorage.setItem(key, JSON.stringify(views));
  for (const listener of listeners) listener();
}

function parsed(text: string | null): readonly SavedView[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isView) : none;
  } catch {
    return none;
  }
}

function isView(value: unknown): value is SavedView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'q' in value &&
    typeof value.q === 'string' &&
    (!('columns' in value) || typeof value.columns === 'string')
  );
}
