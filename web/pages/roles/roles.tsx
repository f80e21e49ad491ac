import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useInSight } from '../../app/use-in-sight.ts';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Legend } from '../../parts/evidence.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { count, counted, percent, span } from '../../words/format.ts';
import { FamilyPanel } from './family-panel.tsx';
import { GrowthPanel } from './growth-panel.tsx';
import { ModulePanel, useRolePlan } from './module-panel.tsx';
import { ModuleTable } from './module-table.tsx';
import { RoleTable } from './role-table.tsx';

/** Bundles of permissions: who holds them, what of them is used, and which are copies. */
export function Roles() {
  const window = useWindow();
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/roles' });
  const roles = useQuery({
    queryKey: ['roles', window, q],
    queryFn: () => api.roles(window, q === undefined ? {} : { search: q }),
  });
  return (
    <Answer of={roles} isPage isOfFleet waiting="Comparing every role with every other">
      {(data) => (
        <>
          <PageHead title={titleOf(data)} lede={ledeOf(data)} />
          <div className="figures">
            <Figure
              name="Roles"
              value={count(data.totals.roles)}
              note={counted(data.totals.holders, 'holder')}
            />
            <Figure
              name="Near copies"
              value={count(data.totals.nearCopies)}
              note={`${percent(data.totals.nearCopies, data.totals.roles)}, nine tenths alike`}
            />
            <Figure
              name="Held by one alone"
              value={count(data.totals.singleHolder)}
              note={percent(data.totals.singleHolder, data.totals.roles)}
            />
            <Figure name="Not one use" value={count(data.totals.unusedWhole)} note="held, and never needed" />
            <Figure name="Held by nobody" value={count(data.totals.unheld)} note="gives nothing to anyone" />
          </div>
          {data.roles.length === 0 ? (
            <Empty title="No role is known">Inventories tell of roles; logs alone do not.</Empty>
          ) : (
            <>
              <Modules list={data} />
              <Filter
                text={q ?? ''}
                onFilter={(text) =>
                  void navigate({ to: '/roles', search: (before) => ({ ...before, q: text || undefined }) })
                }
              />
              <Panel
                title={`${counted(data.found, 'role')}, the most unused first`}
                aside={<Legend />}
                isFlush
                basis={
                  <>
                    <span>{span(data.window)}</span>
                    <span>used: by any holder; unused: by none, where it would have been recorded</span>
                  </>
                }
              >
                <RoleTable roles={data.roles} />
              </Panel>
            </>
          )}
        </>
      )}
    </Answer>
  );
}

/** How roles grow, and what fewer of them would be. */
function Modules({ list }: { readonly list: Shapes['RoleList'] }) {
  const place = useRef<HTMLDivElement>(null);
  const providers = providersOf(list.roles);
  const asked = useRolePlan(providers, useInSight(place));
  return (
    <>
      <div ref={place} className="grid">
        <GrowthPanel growth={list.growth} totals={list.totals} />
        <ModulePanel providers={providers} asked={asked} />
      </div>
      <FamilyPanel roles={list.roles} />
      {asked.plan.data && <ModuleTable plan={asked.plan.data} surplus={asked.surplus} />}
    </>
  );
}

/** Those with most roles first. */
function providersOf(roles: readonly Shapes['Role'][]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { provider } of roles) counts.set(provider, (counts.get(provider) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([provider]) => provider);
}

function Figure(props: { readonly name: string; readonly value: string; readonly note: string }) {
  return (
    <div className="figure">
      <p className="name">{props.name}</p>
      <p className="value">{props.value}</p>
      <p className="note">{props.note}</p>
    </div>
  );
}

interface FilterProps {
  readonly text: string;
  readonly onFilter: (text: string) => void;
}

function Filter({ text, onFilter }: FilterProps) {
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  useKeys(useMemo(() => ({ '/': () => field.current?.focus() }), []));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onFilter(typed.trim());
  };
  return (
    <form className="query-line" role="search" onSubmit={submit}>
      <input
        ref={field}
        type="search"
        aria-label="Filter roles"
        placeholder="part of a name, an id, a kind or an account"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && field.current?.blur()}
      />
      <kbd className="key-hint">/</kbd>
    </form>
  );
}

function titleOf({ totals }: Shapes['RoleList']): string {
  if (totals.roles === 0) return 'No role is known';
  if (totals.nearCopies === 0) return `${counted(totals.roles, 'role')}, and no two of them alike`;
  return `${count(totals.nearCopies)} of ${counted(totals.roles, 'role')} are near copies of another`;
}

function ledeOf({ totals }: Shapes['RoleList']): string {
  const held = totals.roles - totals.unheld;
  return `${counted(held, 'role')} are held; of ${count(totals.unusedWhole)} of them not one permission was needed.`;
}
