import { type ReactNode, useId } from 'react';

interface PanelProps {
  /** The conclusion, as a sentence. */
  readonly title: ReactNode;
  /** Beside the title: what the numbers are of. */
  readonly about?: ReactNode;
  readonly aside?: ReactNode;
  /** How we know: every panel that concludes ends with it. */
  readonly basis?: ReactNode;
  /** How many of twelve columns it takes. */
  readonly span?: 4 | 5 | 6 | 7 | 8 | 12;
  readonly id?: string;
  /** It stays in sight beside something longer. */
  readonly isSticky?: boolean;
  /** A table runs from edge to edge. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A conclusion with what it rests on. */
export function Panel(props: PanelProps) {
  const { title, about, aside, basis, span, id, isSticky = false, isFlush = false, children } = props;
  const own = useId();
  return (
    <section
      className={`panel${span === undefined ? '' : ` span-${span}`}${isSticky ? ' sticky' : ''}`}
      id={id}
      aria-labelledby={`${own}-title`}
    >
      <header>
        <h2 id={`${own}-title`}>
          {title} {about !== undefined && <small>{about}</small>}
        </h2>
        {aside}
      </header>
      <div className={isFlush ? 'body flush' : 'body'}>{children}</div>
      {basis !== undefined && <div className="basis">{basis}</div>}
    </section>
  );
}

interface PageHeadProps {
  readonly title: ReactNode;
  readonly lede?: ReactNode;
  readonly crumb?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: its conclusion, as a sentence with its number. */
export function PageHead({ title, lede, crumb, actions }: PageHeadProps) {
  return (
    <div className="head">
      <div>
        {crumb !== undefined && <div className="crumb">{crumb}</div>}
        <h1>{title}</h1>
        {lede !== undefined && <p className="lede">{lede}</p>}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  );
}
