import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api } from '../../client/client.ts';
import { Legend } from '../../parts/evidence.tsx';
import { FleetMap } from '../../parts/fleet-map.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { count } from '../../words/format.ts';

const groupings = [
  ['provider', 'By provider'],
  ['owner', 'By owner'],
] as const;

/** Every token at one look. */
export function FleetPanel() {
  const window = useWindow();
  const [groupBy, setGroupBy] = useState<'provider' | 'owner'>('provider');
  const map = useQuery({ queryKey: ['fleet-map', window], queryFn: () => api.fleetMap(window) });
  const shown = map.data?.id.length ?? 0;
  return (
    <Panel
      span={12}
      title="Every token at one look"
      about={
        map.data && shown < map.data.total
          ? `the ${count(shown)} widest gaps of ${count(map.data.total)}`
          : `${count(shown)} cells, widest gap first`
      }
      aside={
        <div className="row">
          <Legend />
          <div className="segments">
            {groupings.map(([by, name]) => (
              <button key={by} type="button" aria-pressed={groupBy === by} onClick={() => setGroupBy(by)}>
                {name}
              </button>
            ))}
          </div>
        </div>
      }
      basis={
        <>
          <span>The frame is what a token may do, the fill what it did; a strong frame is a wide gap</span>
          <span>ringed: a critical finding</span>
          <Link to="/tokens">Open as table</Link>
        </>
      }
    >
      <Answer of={map} isOfFleet waiting="Drawing the fleet">
        {(data) => <FleetMap map={data} groupBy={groupBy} />}
      </Answer>
    </Panel>
  );
}
