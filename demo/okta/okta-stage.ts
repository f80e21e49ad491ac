import { Telling, type Told } from '../telling.ts';
import type { OktaEstate } from './estate.ts';
import type { OktaSystem } from './okta-system.ts';

/** What happens of a story at Okta, and what it says. */
export class OktaStage extends Telling {
  readonly estate: OktaEstate;

  constructor({ id, book, estate }: OktaSystem, told: Told) {
    super(id, book, told);
    this.estate = estate;
  }
}
