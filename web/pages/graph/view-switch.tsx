import type { View } from './reach.ts';

const names: Readonly<Record<View, string>> = {
  can: 'Can',
  does: 'Does',
  without: 'Without the unused',
  cut: 'After the cut',
};

interface ViewSwitchProps {
  readonly view: View;
  readonly isBetween: boolean;
  readonly onChoose: (view: View) => void;
}

/** Switches what is greyed: nothing, what was not done, or what would vanish. */
export function ViewSwitch({ view, isBetween, onChoose }: ViewSwitchProps) {
  const offered: readonly View[] = isBetween ? ['can', 'does', 'cut'] : ['can', 'does', 'without'];
  return (
    <div className="segments" role="group" aria-label="What is greyed">
      {offered.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => onChoose(one)}>
          {names[one]}
        </button>
      ))}
    </div>
  );
}
