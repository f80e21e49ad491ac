import { useEffect, useRef } from 'react';
import type { Shapes } from '../../client/client.ts';
import { FindingDetail } from '../../parts/finding-detail.tsx';
import { FindingTitle } from '../../parts/finding-title.tsx';
import { Severity } from '../../parts/marks.tsx';
import { Told } from '../../parts/told.tsx';

interface FindingItemProps {
  readonly finding: Shapes['Finding'];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** A finding in a list; open, with its evidence and commands. */
export function FindingItem({ finding, isOpen, onToggle }: FindingItemProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li ref={item} className={isOpen ? 'finding-row open' : 'finding-row'}>
      <Severity severity={finding.severity} />
      <div>
        <FindingTitle finding={finding} />
        <p className="soft break">
          <Told text={finding.fix.summary} />
        </p>
        {isOpen && <FindingDetail finding={finding} />}
      </div>
      <button type="button" className="button small" aria-expanded={isOpen} onClick={onToggle}>
        {isOpen ? 'Close' : 'Evidence and commands'}
      </button>
    </li>
  );
}
