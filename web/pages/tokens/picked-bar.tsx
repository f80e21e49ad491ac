import { Link } from '@tanstack/react-router';
import { Copy } from '../../parts/command.tsx';
import { count } from '../../words/format.ts';

interface PickedBarProps {
  readonly ids: readonly string[];
  readonly onClear: () => void;
}

/** What can be done with the tokens that were chosen. */
export function PickedBar({ ids, onClear }: PickedBarProps) {
  return (
    <div className="picked-bar" role="group" aria-label="Chosen tokens">
      <b>{count(ids.length)} chosen</b>
      <Link to="/proposals" search={{ ids: ids.join(',') }} className="button small primary">
        Compare proposals
      </Link>
      <Copy text={ids.join('\n')} name="Copy ids" />
      <Copy
        text={ids.map((id) => `scopelight policy '${id.replaceAll("'", "'\\''")}'`).join('\n')}
        name="Copy commands"
      />
      <button type="button" className="button small quiet" onClick={onClear}>
        Clear
      </button>
    </div>
  );
}
