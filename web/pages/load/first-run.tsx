import { PageHead } from '../../parts/panel.tsx';
import { DropPlace } from './drop-place.tsx';

/** What is shown while nothing is loaded: one place to drop logs on. */
export function FirstRun() {
  return (
    <>
      <PageHead
        title="Drop logs here to see what tokens can do, and what they do"
        lede="Audit logs tell what was done, exported inventories what may be done. Nothing leaves this machine."
      />
      <DropPlace />
    </>
  );
}
