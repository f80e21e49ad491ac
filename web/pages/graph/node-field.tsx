import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { api } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { nodeName, nodeWords } from './words.ts';

interface NodeFieldProps {
  readonly label: string;
  readonly hint: string;
  /** Id of what is chosen. */
  readonly chosen: string | undefined;
  /** Roles and resources can be come to, and lead nowhere. */
  readonly isStart: boolean;
  readonly onChoose: (id: string | undefined) => void;
}

/** A field that finds a token, principal, role or resource by a part of its name. */
export function NodeField({ label, hint, chosen, isStart, onChoose }: NodeFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const own = useId();
  const found = useFound(typed, isStart);
  const isOpen = typed !== undefined && typed.trim() !== '';
  const pick = (id: string | undefined): void => {
    setTyped(undefined);
    setAt(0);
    if (id !== undefined && id !== chosen) onChoose(id);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.nodes.length > 0)
      setAt((at + step + found.nodes.length) % found.nodes.length);
    // What was pasted whole need not be found first.
    else if (event.key === 'Enter')
      pick((found.isCurrent ? found.nodes[at]?.id : undefined) ?? (typed?.trim() || undefined));
    else if (event.key === 'Escape') pick(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <div className="node-field">
      <label htmlFor={own}>{label}</label>
      <input
        id={own}
        className="field"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${own}-list`}
        aria-activedescendant={isOpen && found.nodes.length > 0 ? `${own}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={hint}
        value={typed ?? chosen ?? ''}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onFocus={({ target }) => target.select()}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKey}
      />
      {chosen !== undefined && (
        <button type="button" className="button small quiet" onClick={() => onChoose(undefined)}>
          Clear<span className="for-readers"> {label}</span>
        </button>
      )}
      <div
        id={`${own}-list`}
        role="listbox"
        aria-label={`Found for ${label}`}
        className="node-found"
        hidden={!isOpen}
      >
        {found.nodes.map((node, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and takes the keys
          <div
            key={`${node.kind} ${node.id}`}
            id={`${own}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(node.id)}
          >
            <b>
              <Foreign text={nodeName(node)} />
            </b>
            <span className="faint">
              <Foreign text={nodeWords({ ...node, key: '' })} />
            </span>
          </div>
        ))}
        {isOpen && !found.isWaiting && found.nodes.length === 0 && (
          <div role="option" aria-selected="false" aria-disabled="true" className="faint">
            Nothing has that in its name.
          </div>
        )}
      </div>
    </div>
  );
}

function useFound(typed: string | undefined, isStart: boolean) {
  const text = typed?.trim() ?? '';
  const { data, isFetching } = useQuery({
    queryKey: ['graph nodes', text],
    queryFn: () => api.graphNodes(text),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
  const nodes = text === '' ? [] : (data?.nodes ?? []);
  return {
    nodes: isStart ? nodes.filter(({ kind }) => kind === 'token' || kind === 'principal') : nodes,
    isWaiting: isFetching,
    /** Whether these are what was found for the last letter, too. */
    isCurrent: data?.text === text,
  };
}
