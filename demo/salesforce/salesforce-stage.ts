import { Telling, type Told } from '../telling.ts';
import type { SalesforceEstate } from './estate.ts';
import type { SalesforceSystem } from './salesforce-system.ts';

/** What happens of a story at Salesforce, and what it says. */
export class SalesforceStage extends Telling {
  readonly estate: SalesforceEstate;

  constructor({ id, book, estate }: SalesforceSystem, told: Told) {
    super(id, book, told);
    this.estate = estate;
  }
}
