import { PageHead } from '../../parts/panel.tsx';
import { DropPlace } from './drop-place.tsx';

/** Loads more logs and inventories. */
export function Load() {
  return (
    <>
      <PageHead
        title="Load logs and inventories"
        lede="What was loaded before changes nothing: every call counts once, whatever file or copy it comes in."
      />
      <DropPlace />
    </>
  );
}
