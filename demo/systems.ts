import { AwsSystem } from './aws/aws-system.ts';
import { GithubSystem } from './github/github-system.ts';
import type { System, SystemParts } from './system.ts';
import type { ProviderTruth } from './truth/truth.ts';

/** Every system that the organisation's people and programs work with. */
export class Systems {
  readonly aws: AwsSystem;
  readonly github: GithubSystem;
  readonly all: readonly System[];

  constructor(parts: SystemParts) {
    this.aws = new AwsSystem(parts);
    this.github = new GithubSystem(parts);
    this.all = [this.aws, this.github];
  }

  /** Ends all logs, and gives the truth about each system by its id. */
  close(): Readonly<Record<string, ProviderTruth>> {
    return Object.fromEntries(this.all.map((system) => [system.id, system.close()]));
  }
}
