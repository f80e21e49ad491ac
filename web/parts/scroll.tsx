import type { ReactNode } from 'react';

/** What may be wider than the screen: it scrolls by itself, for keys too. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
