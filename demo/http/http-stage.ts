import { Telling, type Told } from '../telling.ts';
import type { HttpEstate } from './estate.ts';
import type { HttpSystem } from './http-system.ts';

/** What happens of a story at the organisation's own API, and what it says. */
export class HttpStage extends Telling {
  readonly estate: HttpEstate;

  constructor({ id, book, estate }: HttpSystem, told: Told) {
    super(id, book, told);
    this.estate = estate;
  }
}
