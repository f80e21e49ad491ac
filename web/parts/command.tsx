import { useState } from 'react';
import { safeText } from '../words/safe-text.ts';

/** Longer ones begin folded: a policy within a command pushes all else out of sight. */
const foldedFrom = 420;

/** A command to run elsewhere: it is shown and copied, never run. */
export function Command({ text }: { readonly text: string }) {
  const isLong = text.length > foldedFrom;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="command">
      <code className={isLong && !isOpen ? 'folded' : undefined}>{safeText(text)}</code>
      <span className="row">
        {isLong && (
          <button
            type="button"
            className="button small quiet"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Less' : 'All of it'}
          </button>
        )}
        <Copy text={text} />
      </span>
    </div>
  );
}

export function Copy({ text, name = 'Copy' }: { readonly text: string; readonly name?: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="button small"
      onClick={() =>
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(true);
          setTimeout(() => setCopied(false), 1500);
        })
      }
    >
      {isCopied ? 'Copied' : name}
    </button>
  );
}
