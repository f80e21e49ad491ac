import type { Repository } from '../github/holders.ts';
import type { Workload } from '../organisation/organisation.ts';
import type { Stage } from '../world.ts';

/** Gives the repository that a service is built from; its workflows may write unless they ask for less. */
export function serviceRepository({ github }: Pick<Stage, 'github'>, service: Workload): Repository {
  return github.estate.repository(service.id, { workflowDefault: 'write' });
}

/** Gives the repositories of all services. */
export function serviceRepositories(stage: Stage): readonly Repository[] {
  return stage.organisation.services.map((service) => serviceRepository(stage, service));
}
