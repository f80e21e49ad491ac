import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { api } from '../client/client.ts';
import { Foreign } from '../parts/foreign.tsx';
import { providerTitle } from '../words/format.ts';
import { Dialog } from './dialog.tsx';
import { pages } from './pages.ts';
import { useWindow } from './window.ts';

interface Choice {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly go: () => void;
}

/** Goes to a page or a token by some letters of its name. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const choices = useChoices(typed);
  const chosen = Math.min(at, choices.length - 1);
  const go = (choice: Choice | undefined): void => {
    if (!choice) return;
    onClose();
    choice.go();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + choices.length) % Math.max(1, choices.length));
    else if (event.key === 'Enter') go(choices[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label="Search" onClose={onClose}>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={choices.length > 0 ? `palette-${chosen}` : undefined}
        aria-label="Search tokens and pages"
        placeholder="A token, a principal, an owner, a page"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="palette-list" role="listbox" aria-label="Found" className="palette-list">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and takes the keys
          <div
            key={choice.key}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => go(choice)}
          >
            <b>
              <Foreign text={choice.name} />
            </b>
            <span className="faint">
              <Foreign text={choice.about} />
            </span>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="faint palette-none">Nothing has that in its name.</p>}
    </Dialog>
  );
}

function useChoices(typed: string): Choice[] {
  const navigate = useNavigate();
  const window = useWindow();
  const text = typed.trim();
  // As words, not as the language of the list: what is typed here is part of a name.
  const q = text === '' ? '' : `"${text.replaceAll('"', '')}"`;
  const { data } = useQuery({
    queryKey: ['palette', window, q],
    queryFn: () => api.tokens(window, { q, skip: 0, limit: 8 }),
    placeholderData: keepPreviousData,
  });
  const fitting = pages.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  return [
    ...(data?.tokens ?? []).map((token) => ({
      key: `token ${token.id} ${token.principal}`,
      name: token.name,
      about: `${providerTitle(token.provider)} ${token.kind} · ${token.id}`,
      go: () => void navigate({ to: '/tokens/$id', params: { id: token.id } }),
    })),
    ...fitting.map(({ to, name, key }) => ({
      key: `page ${to}`,
      name,
      about: `page, g ${key}`,
      go: () => void navigate({ to }),
    })),
  ];
}
