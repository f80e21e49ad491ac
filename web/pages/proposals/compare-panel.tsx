import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, type PolicyChoices, type Shapes, type Window } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { GapBar } from '../../parts/gap-bar.tsx';
import { TokenLink } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted, percent, sentence, shortId } from '../../words/format.ts';

/** What a policy is made by: from the tightest to the widest. */
const knobs: readonly {
  readonly name: string;
  readonly about: string;
  readonly mode: PolicyChoices['mode'];
  readonly isKeeping: boolean;
}[] = [
  { name: 'What was used', about: 'and what a sign points to', mode: 'used', isKeeping: false },
  { name: 'And what was refused', about: 'it asked for it in vain', mode: 'needed', isKeeping: false },
  {
    name: 'And what nothing can tell',
    about: 'the risk stays, nothing breaks',
    mode: 'used',
    isKeeping: true,
  },
];

interface ComparePanelProps {
  readonly ids: readonly string[];
  /** Names of tokens by their ids, as far as they are at hand. */
  readonly names: ReadonlyMap<string, string>;
}

/** Smaller policies of some tokens side by side, each as the choices would make it. */
export function ComparePanel({ ids, names }: ComparePanelProps) {
  const window = useWindow();
  const tight = useProposals(window, ids, () => choicesOf(0, undefined));
  const needed = useProposals(window, ids, () => choicesOf(1, undefined));
  const kept = useProposals(window, ids, (index) => {
    const { data } = tight[index] ?? {};
    return data && choicesOf(2, data);
  });
  const done = tight.flatMap(({ data }) => data ?? []);
  const taken = done.reduce((sum, { totals }) => sum + totals.granted - totals.given, 0);
  const granted = done.reduce((sum, { totals }) => sum + totals.granted, 0);
  return (
    <Panel
      title={
        done.length < ids.length
          ? `Writing ${counted(ids.length, 'smaller policy', 'smaller policies')}`
          : `Together they would lose ${count(taken)} of ${counted(granted, 'permission')}`
      }
      about={granted > 0 ? percent(taken, granted) : undefined}
      isFlush
      basis={
        <>
          <span>every past call is tried against every policy</span>
          <span>refused: past calls that it would have let down</span>
        </>
      }
    >
      <Scroll label="Proposals side by side">
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">Token</th>
              <th scope="col" className="num">
                Granted
              </th>
              {knobs.map(({ name, about }) => (
                <th key={name} scope="col">
                  {name}
                  <span className="sub">{about}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map((id, index) => (
              <tr key={id}>
                <td>
                  <TokenLink id={id} name={names.get(id) ?? shortId(id)} />
                  <span className="sub break">
                    <Foreign text={shortId(id)} />
                  </span>
                </td>
                <td className="num">{numberOf(tight[index]?.data?.totals.granted)}</td>
                {[tight, needed, kept].map((column, at) => (
                  <td key={knobs[at]?.name}>
                    <Given id={id} answer={column[index]} choices={choicesOf(at, tight[index]?.data)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

type Choices = Pick<PolicyChoices, 'mode' | 'keep'>;

/** The choices of a knob; what nothing can tell is known once the tightest policy is. */
function choicesOf(knob: number, tight: Shapes['Proposal'] | undefined): Choices {
  const { mode = 'used', isKeeping = false } = knobs[knob] ?? {};
  const doubtful = tight?.services.filter(({ removedUnknown }) => removedUnknown > 0) ?? [];
  return { mode, keep: isKeeping ? doubtful.map(({ service }) => service) : [] };
}

type Answer = { readonly data?: Shapes['Proposal'] | undefined; readonly error: Error | null };

interface GivenProps {
  readonly id: string;
  readonly answer: Answer | undefined;
  readonly choices: Choices;
}

function Given({ id, answer, choices: { mode, keep } }: GivenProps) {
  if (answer?.error) return <span className="faint break">{sentence(answer.error.message)}</span>;
  if (!answer?.data) return <span className="skeleton" role="status" aria-label="on its way" />;
  const { totals, replay } = answer.data;
  return (
    <>
      <GapBar
        granted={totals.granted}
        used={Math.max(0, totals.given - totals.kept)}
        unused={totals.granted - totals.given}
        unknown={totals.kept}
      />
      <span className="row compare-given">
        <b>{count(totals.given)}</b> <span className="faint">stay</span>
        <span className={replay.deniedCalls === 0 ? 'faint' : 'strong'}>
          {count(replay.deniedCalls)} refused
        </span>
        <Link
          to="/tokens/$id"
          params={{ id }}
          search={{ mode: mode === 'needed' ? mode : undefined, keep: keep.join(',') || undefined }}
          hash="policy"
        >
          Review
        </Link>
      </span>
    </>
  );
}

/** Proposals of tokens, each by choices; those without choices yet wait. */
function useProposals(
  window: Window,
  ids: readonly string[],
  choicesFor: (index: number) => Choices | undefined,
): readonly Answer[] {
  return useQueries({
    queries: ids.map((id, index) => {
      const known = choicesFor(index);
      const choices: PolicyChoices = { mode: 'used', keep: [], ...known, thisTokenOnly: false };
      return {
        queryKey: ['proposal', window, id, choices],
        queryFn: () => api.proposal(window, id, choices),
        enabled: known !== undefined,
        retry: false,
      };
    }),
  });
}

function numberOf(value: number | undefined): string {
  return value === undefined ? '' : count(value);
}
