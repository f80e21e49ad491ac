import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { count, counted, percent, providerTitle, span } from '../../words/format.ts';
import { SurplusCurve } from './surplus-curve.tsx';

type Plan = Shapes['RolePlan'];

/** Which plan is asked for, and its answer. */
export function useRolePlan(providers: readonly string[], isWanted: boolean) {
  const window = useWindow();
  const [provider, setProvider] = useState(providers[0] ?? '');
  const [surplus, setSurplus] = useState(0);
  const plan = useQuery({
    queryKey: ['role-plan', window, provider, surplus],
    queryFn: () => api.rolePlan(window, { provider, surplus }),
    enabled: isWanted && provider !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const choose = (one: string): void => {
    setProvider(one);
    setSurplus(0);
  };
  return { plan, surplus, setSurplus, provider, choose };
}

interface ModulePanelProps {
  readonly providers: readonly string[];
  readonly asked: ReturnType<typeof useRolePlan>;
}

/** Fewer roles for the same work: how few is chosen on the curve of what that gives too much. */
export function ModulePanel({ providers, asked: { plan, setSurplus, provider, choose } }: ModulePanelProps) {
  return (
    <Panel
      span={7}
      title={plan.data ? titleOf(plan.data) : 'Fewer roles for the same work'}
      aside={<Providers providers={providers} chosen={provider} onChoose={choose} />}
      basis={
        plan.data && (
          <>
            <span>{span(plan.data.window)}</span>
            <span>{counted(plan.data.principals, 'principal')} that used anything</span>
            <span>what was used, or shows signs of use, stays</span>
          </>
        )
      }
    >
      <Answer of={plan} isOfFleet waiting="Mining fewer roles from what was used">
        {(data) => (
          <div aria-busy={plan.isPlaceholderData}>
            <SurplusCurve plan={data} onChoose={(point) => setSurplus(shareOf(point.surplus, data.needed))} />
            <p className="soft">{changesText(data)}</p>
            {data.stability && <p className="soft">{stabilityText(data.stability)}</p>}
          </div>
        )}
      </Answer>
    </Panel>
  );
}

interface ProvidersProps {
  readonly providers: readonly string[];
  readonly chosen: string;
  readonly onChoose: (provider: string) => void;
}

function Providers({ providers, chosen, onChoose }: ProvidersProps) {
  if (providers.length < 2) return null;
  return (
    <div className="segments">
      {providers.map((one) => (
        <button key={one} type="button" aria-pressed={one === chosen} onClick={() => onChoose(one)}>
          {providerTitle(one)}
        </button>
      ))}
    </div>
  );
}

/** A little more than the share itself, in percent: the server rounds down. */
function shareOf(surplus: number, needed: number): number {
  return surplus === 0 ? 0 : (100 * (surplus + 0.5)) / Math.max(1, needed);
}

function titleOf({ roles, replaced, surplus, needed }: Plan): string {
  const extra = surplus === 0 ? 'and give nothing extra' : `at ${percent(surplus, needed)} surplus`;
  return `${counted(roles.length, 'module')} ${roles.length === 1 ? 'does' : 'do'} the work of ${counted(replaced.length, 'role')} ${extra}`;
}

function stabilityText({ mean, windows }: NonNullable<Plan['stability']>): string {
  return `Mined from each of ${count(windows.length)} parts of the window alone, the most similar roles have ${percent(mean, 1)} in common with these.`;
}

function changesText({ changes, roles }: Plan): string {
  const loses = changes.reduce((sum, one) => sum + one.loses, 0);
  const gains = changes.filter((one) => one.gains.length > 0).length;
  const most = Math.max(0, ...changes.map((one) => one.roles.length));
  return `Of ${counted(changes.length, 'principal')}, ${gains === 0 ? 'nobody gains anything' : `${count(gains)} ${gains === 1 ? 'gains' : 'gain'} something`}; together they lose ${counted(loses, 'permission')}. Nobody has more than ${count(Math.min(most, roles.length))} of the modules.`;
}
