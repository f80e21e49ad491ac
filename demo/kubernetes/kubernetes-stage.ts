import { Telling, type Told } from '../telling.ts';
import type { KubernetesEstate } from './estate.ts';
import type { KubernetesSystem } from './kubernetes-system.ts';

/** What happens of a story in the cluster, and what it says. */
export class KubernetesStage extends Telling {
  readonly estate: KubernetesEstate;

  constructor({ id, book, estate }: KubernetesSystem, told: Told) {
    super(id, book, told);
    this.estate = estate;
  }
}
