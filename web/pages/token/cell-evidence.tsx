import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Chip, Glyph } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { LevelMark } from '../../parts/marks.tsx';
import { Answer } from '../../parts/states.tsx';
import { Told } from '../../parts/told.tsx';
import { count, counted, day, shortDay, shortId } from '../../words/format.ts';
import type { Chosen } from './matrix-panel.tsx';

interface CellEvidenceProps {
  readonly page: Shapes['Token'];
  readonly chosen: Chosen | undefined;
}

/** What is known of the permissions of a chosen cell, and of one of them in full. */
export function CellEvidence({ page, chosen }: CellEvidenceProps) {
  const { permission } = useSearch({ from: '/tokens/$id' });
  if (!chosen && permission === undefined) return null;
  return (
    <aside className="evidence" aria-label="Evidence">
      <div className="stack stay">
        {permission !== undefined && <Explained page={page} permission={permission} />}
        {chosen && <CellList page={page} chosen={chosen} permission={permission} />}
      </div>
    </aside>
  );
}

function CellList({
  page,
  chosen,
  permission,
}: Required<CellEvidenceProps> & { readonly chosen: Chosen; readonly permission: string | undefined }) {
  const window = useWindow();
  const navigate = useNavigate();
  const { service, level } = chosen;
  const { id } = page.token;
  const list = useQuery({
    queryKey: ['permissions', window, id, service, level],
    queryFn: () => api.permissions(window, id, { service, level }),
  });
  const choose = (name: string): void =>
    void navigate({
      to: '/tokens/$id',
      params: { id },
      search: (before) => ({ ...before, permission: name === permission ? undefined : name }),
      resetScroll: false,
    });
  return (
    <section className="stack tight">
      <h3>
        <Foreign text={service} /> <LevelMark level={level} /> {level}
      </h3>
      <Answer of={list} waiting="Naming them">
        {(data) => (
          <ul className="permission-list" tabIndex={0} aria-label={`Permissions of ${service}`}>
            {data.permissions.map((one) => (
              <li key={one.permission}>
                <button
                  type="button"
                  className="permission"
                  aria-pressed={one.permission === permission}
                  onClick={() => choose(one.permission)}
                >
                  <Glyph state={one.state} />
                  <span className="for-readers">{one.state} </span>
                  <code className="break">
                    <Foreign text={one.permission} />
                  </code>
                </button>
                {one.doubt && <span className="faint">{doubts[one.doubt]}</span>}
              </li>
            ))}
            {data.total > data.permissions.length && (
              <li className="faint">and {count(data.total - data.permissions.length)} more</li>
            )}
          </ul>
        )}
      </Answer>
    </section>
  );
}

const doubts: Readonly<
  Record<NonNullable<Shapes['PermissionList']['permissions'][number]['doubt']>, string>
> = {
  sibling: 'another token of it uses it',
  implied: 'a use of another may need it',
  tried: 'the provider saw a try',
  unmapped: 'unknown operations of it were called',
  young: 'held for too short a time',
  'not-recorded': 'not recorded',
};

function Explained({ page, permission }: { readonly page: Shapes['Token']; readonly permission: string }) {
  const window = useWindow();
  const { id } = page.token;
  const explanation = useQuery({
    queryKey: ['explanation', window, id, permission],
    queryFn: () => api.explanation(window, id, permission),
  });
  return (
    <Answer of={explanation} waiting="Weighing the evidence">
      {(data) => (
        <section className="stack" aria-live="polite">
          <div>
            <p className="faint">Chosen permission</p>
            <p className="say break">
              <code>
                <Foreign text={data.permission} />
              </code>
            </p>
          </div>
          <p>
            {data.state === 'not-granted' ? (
              <span className="chip">not granted</span>
            ) : (
              <Chip state={data.state} />
            )}
          </p>
          {data.reasons.map((reason) => (
            <p key={reason} className="break">
              <Told text={reason} />
            </p>
          ))}
          <dl className="facts">
            {data.grantedBy.map((grant) => (
              <Granted key={`${grant.role} ${grant.statement} ${grant.path.join()}`} grant={grant} />
            ))}
            <dt>Recorded by</dt>
            <dd>
              {data.coverage.category.replace(/^shown:/, '')}
              {data.coverage.isRecorded ? '' : ', which is not recorded here'}
            </dd>
            <dt>Coverage</dt>
            <dd>
              {count(data.coverage.coveredHours)} hours held, {count(data.coverage.holeHours)} lost
            </dd>
          </dl>
          {data.usage.map((use) => (
            <p key={`${use.token} ${use.outcome}`} className="soft break">
              {use.outcome}: {counted(use.uses, 'call')}, {shortDay(use.firstSeen)} – {day(use.lastSeen)}, for
              example{' '}
              <code>
                <Foreign text={use.sample} />
              </code>
            </p>
          ))}
          {data.limits.map((limit) => (
            <p key={limit} className="state partial break">
              <Told text={limit} />
            </p>
          ))}
        </section>
      )}
    </Answer>
  );
}

function Granted({ grant }: { readonly grant: Shapes['Explanation']['grantedBy'][number] }) {
  return (
    <>
      <dt>
        {grant.effect === 'allow' ? 'Granted by' : grant.effect === 'deny' ? 'Denied by' : 'Limited by'}
      </dt>
      <dd>
        <Foreign text={grant.path.map(shortId).join(' → ') || shortId(grant.role)} />
        {grant.isConditional && <span className="faint"> under a condition</span>}
        <span className="sub">
          on <Foreign text={grant.resources.slice(0, 3).join(', ')} />
          {grant.since !== null && `, since ${day(grant.since)} at the earliest`}
        </span>
      </dd>
    </>
  );
}
