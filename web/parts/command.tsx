import { useState } from 'react';
import { safeText } from '../words/safe-text.ts';

/** A command to run elsewhere: it is shown and copied, never run. */
export function Command({ text }: { readonly text: string }) {
  return (
    <div className="command">
      <code>{safeText(text)}</code>
      <Copy text={text} />
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
