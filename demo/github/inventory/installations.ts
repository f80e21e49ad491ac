import type { Json } from '../../json.ts';
import { isoSeconds } from '../../time.ts';
import { organisation } from '../enterprise.ts';
import type { GithubEstate } from '../estate.ts';

/** Installed apps: `GET /orgs/{org}/installations`. It tells nothing of their use. */
export function installations({ apps }: GithubEstate): Json {
  return {
    total_count: apps.length,
    installations: apps.map((app) => ({
      id: app.installationId,
      account: { ...organisation, type: 'Organization' },
      repository_selection: app.repositories === undefined ? 'all' : 'selected',
      html_url: `https://github.com/organizations/${organisation.login}/settings/installations/${app.installationId}`,
      app_id: app.appId,
      app_slug: app.slug,
      target_id: organisation.id,
      target_type: 'Organization',
      permissions: app.levels,
      events: app.events,
      created_at: isoSeconds(app.createdAt),
      updated_at: isoSeconds(app.updatedAt ?? app.createdAt),
      suspended_at: null,
    })),
  };
}
