import { Telling, type Told } from '../telling.ts';
import type { GithubEstate } from './estate.ts';
import type { GithubSystem } from './github-system.ts';

/** What happens of a story on GitHub, and what it says. */
export class GithubStage extends Telling {
  readonly estate: GithubEstate;

  constructor({ id, book, estate }: GithubSystem, told: Told) {
    super(id, book, told);
    this.estate = estate;
  }
}
