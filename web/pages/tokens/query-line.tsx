import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';

interface QueryLineProps {
  readonly query: string;
  readonly onAsk: (query: string) => void;
}

/** The line that a query is written in. */
export function QueryLine({ query, onAsk }: QueryLineProps) {
  const [text, setText] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  useKeys(useMemo(() => ({ '/': () => field.current?.focus() }), []));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk(text.trim());
  };
  return (
    <form className="query-line" role="search" onSubmit={submit}>
      <input
        ref={field}
        type="search"
        aria-label="Filter tokens"
        placeholder="level:admin used:read dormant:>60d owner:none place:new"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => text.trim() !== query && onAsk(text.trim())}
        onKeyDown={({ key }) => key === 'Escape' && field.current?.blur()}
      />
      <kbd className="key-hint">/</kbd>
    </form>
  );
}
