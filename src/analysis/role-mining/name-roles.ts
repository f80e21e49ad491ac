/** Gives each set of permissions a name that says what it is for; no two the same. */
export function nameRoles(roles: readonly { readonly permissions: readonly string[] }[]): readonly string[] {
  const seen = new Map<string, number>();
  return roles.map(({ permissions }) => {
    const name = nameOf(permissions);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  });
}

const servicesMax = 2;
const looks = /^(get|list|describe|read|head|view|lookup|search|query|scan|batchget|select|watch)/i;

/** `s3-sqs-reader` of what only looks, `ec2-operator` of what changes something; the services it is mostly for. */
function nameOf(permissions: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const permission of permissions) {
    const service = serviceOf(permission);
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  const services = [...counts]
    .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
    .map(([service]) => service);
  const shown = services.slice(0, servicesMax).join('-');
  const more = services.length > servicesMax ? `-and-${services.length - servicesMax}-more` : '';
  return `${shown}${more}-${permissions.every(isLook) ? 'reader' : 'operator'}`;
}

function serviceOf(permission: string): string {
  const service = /^[\w.-]+/.exec(permission)?.[0] ?? 'other';
  return service.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** Names are written `service:Verb` or `resource:level`. */
function isLook(permission: string): boolean {
  return looks.test(permission.slice(permission.indexOf(':') + 1));
}
