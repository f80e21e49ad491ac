import { AwsSystem } from './aws/aws-system.ts';
import { createGithubSystem, type GithubSystem } from './github/github-system.ts';
import { createHttpSystem, type HttpSystem } from './http/http-system.ts';
import { createKubernetesSystem, type KubernetesSystem } from './kubernetes/kubernetes-system.ts';
import { createOktaSystem, type OktaSystem } from './okta/okta-system.ts';
import { createSalesforceSystem, type SalesforceSystem } from './salesforce/salesforce-system.ts';
import type { System, SystemParts } from './system.ts';
import type { ProviderTruth } from './truth/truth.ts';

/** Every system that the organisation's people and programs work with. */
export class Systems {
  readonly aws: AwsSystem;
  readonly github: GithubSystem;
  readonly kubernetes: KubernetesSystem;
  readonly okta: OktaSystem;
  readonly salesforce: SalesforceSystem;
  readonly http: HttpSystem;
  readonly all: readonly System[];

  constructor(parts: SystemParts) {
    this.aws = new AwsSystem(parts);
    this.github = createGithubSystem(parts);
    this.kubernetes = createKubernetesSystem(parts);
    this.okta = createOktaSystem(parts);
    this.salesforce = createSalesforceSystem(parts);
    this.http = createHttpSystem(parts);
    this.all = [this.aws, this.github, this.kubernetes, this.okta, this.salesforce, this.http];
  }

  /** Ends all logs, and gives the truth about each system by its id. */
  close(): Readonly<Record<string, ProviderTruth>> {
    return Object.fromEntries(this.all.map((system) => [system.id, system.close()]));
  }
}
