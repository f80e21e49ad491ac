import { Telling, type Told } from '../telling.ts';
import type { AwsSystem } from './aws-system.ts';
import type { Estate } from './estate.ts';
import type { Trail } from './trail.ts';

/** What happens of a story in AWS, and what it says. */
export class AwsStage extends Telling {
  readonly estate: Estate;
  readonly trail: Trail;

  constructor({ id, book, estate, trail }: AwsSystem, told: Told) {
    super(id, book, told);
    this.estate = estate;
    this.trail = trail;
  }
}
