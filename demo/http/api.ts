/** What the API of shipments offers: a route, what it is for, and the scopes that a caller needs. */
interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly scopes: readonly string[];
}

/** The organisation's own API; its scopes are as coarse as they once seemed enough. */
export const routes = {
  listShipments: route('GET', '/v2/shipments', 'List shipments', 'shipments:read'),
  getShipment: route('GET', '/v2/shipments/{shipmentId}', 'Read a shipment', 'shipments:read'),
  createShipment: route('POST', '/v2/shipments', 'Announce a shipment', 'shipments:write'),
  changeShipment: route('PATCH', '/v2/shipments/{shipmentId}', 'Change a shipment', 'shipments:write'),
  cancelShipment: route('DELETE', '/v2/shipments/{shipmentId}', 'Cancel a shipment', 'shipments:write'),
  getRates: route('GET', '/v2/rates', 'Read rates of lanes', 'rates:read'),
  setRate: route('PUT', '/v2/rates/{lane}', 'Set the rate of a lane', 'rates:write'),
  printLabel: route('POST', '/v2/labels', 'Make a label', 'labels:create'),
  listInvoices: route('GET', '/v2/invoices', 'List invoices', 'invoices:read'),
  getCustomer: route('GET', '/v2/customers/{customerId}', 'Read a customer', 'customers:read'),
  exportCustomers: route('POST', '/v2/customers/export', 'Export all customers', 'customers:export'),
  listHooks: route('GET', '/v2/webhooks', 'List web hooks', 'webhooks:manage'),
  createHook: route('POST', '/v2/webhooks', 'Register a web hook', 'webhooks:manage'),
  createKey: route('POST', '/v2/keys', 'Make a key', 'keys:manage'),
} as const satisfies Readonly<Record<string, Route>>;

/** Every scope there is. */
export const allScopes: readonly string[] = [
  ...new Set(Object.values(routes).flatMap(({ scopes }) => scopes)),
].sort();

/** The OpenAPI document, as it lies in the repository of the API. */
export function openApiDocument(): string {
  const paths = new Map<string, Route[]>();
  for (const one of Object.values(routes)) paths.set(one.path, [...(paths.get(one.path) ?? []), one]);
  return [
    'openapi: 3.1.0',
    'info:',
    '  title: Meridian Shipments',
    '  version: 2.14.0',
    'servers:',
    '  - url: https://api.meridianfreight.example',
    'components:',
    '  securitySchemes:',
    '    key:',
    '      type: oauth2',
    '      flows:',
    '        clientCredentials:',
    '          tokenUrl: https://api.meridianfreight.example/token',
    '          scopes:',
    ...allScopes.map((scope) => `            "${scope}": ${scope.replace(':', ' ')}`),
    'paths:',
    ...[...paths].flatMap(([path, all]) => [
      `  ${path}:`,
      ...all.flatMap((one) => operationLines(path, one)),
    ]),
    '',
  ].join('\n');
}

function operationLines(path: string, { method, summary, scopes }: Route): readonly string[] {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return [
    `    ${method.toLowerCase()}:`,
    `      summary: ${summary}`,
    ...(parameters.length > 0 ? ['      parameters:'] : []),
    ...parameters.map(
      (name) => `        - { name: ${name}, in: path, required: true, schema: { type: string } }`,
    ),
    `      security: [{ key: [${scopes.map((scope) => `"${scope}"`).join(', ')}] }]`,
    '      responses: { "200": { description: done } }',
  ];
}

function route(method: Route['method'], path: string, summary: string, scope: string): Route {
  return { method, path, summary, scopes: [scope] };
}
