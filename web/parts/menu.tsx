import { type ReactNode, useEffect, useRef } from 'react';

interface MenuProps {
  readonly name: ReactNode;
  /** One of its choices is in force. */
  readonly isSet?: boolean;
  /** Is given what closes it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens choices under it; Escape, a click beside it or the focus going elsewhere closes them. */
export function Menu({ name, isSet = false, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (details.current) details.current.open = false;
  };
  useEffect(() => {
    const onPointer = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !details.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  });
  return (
    <details
      ref={details}
      className="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current?.open) return;
        close();
        details.current.querySelector('summary')?.focus();
        event.stopPropagation();
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget && !details.current?.contains(relatedTarget)) close();
      }}
    >
      <summary className={isSet ? 'facet set' : 'facet'}>{name}</summary>
      <div className="menu-list">{children(close)}</div>
    </details>
  );
}
