import { Dialog } from './dialog.tsx';
import { pages } from './pages.ts';

const keys: readonly (readonly [key: string, does: string])[] = [
  ['Ctrl K', 'search tokens and pages'],
  ['/', 'filter the list'],
  ['j  k', 'next and previous in a list'],
  ['x', 'choose a token, to compare or copy'],
  ['Enter', 'open what is chosen'],
  ['← → ↑ ↓', 'walk the fleet map'],
  ['Esc', 'close, or leave a field'],
  ...pages.map(({ key, name }) => [`g ${key}`, name] as const),
  ['?', 'this list'],
];

/** Every key that does something. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <dl className="facts keys">
        {keys.map(([key, does]) => (
          <div key={key} className="pair">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
