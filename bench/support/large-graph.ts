import type { Graph } from '../../src/model/graph.ts';

const kinds = ['role', 'user', 'service account', 'app'] as const;
const providers = ['aws', 'github', 'kubernetes', 'okta'] as const;
/** The token that it begins with. */
export const largeGraphStart = 'AKIA0000000000000042';
const states = ['used', 'unused', 'unknown'] as const;

/**
 * Makes the answer to a question whose picture is large: as many identities in five layers below one token, each led to
 * from several of the layer before.
 */
export function largeGraph(nodes: number): Graph {
  const layerOf = (at: number): number =>
    at === 0 ? 0 : at < 40 ? 1 : at < nodes / 4 ? 2 : at < nodes / 1.6 ? 3 : 4;
  const layers: number[][] = [[], [], [], [], []];
  for (let at = 0; at < nodes; at++) layers[layerOf(at)]?.push(at);
  const edges = layers.flatMap((layer, depth) =>
    depth === 0
      ? []
      : layer.flatMap((to) => {
          const before = layers[depth - 1] ?? [];
          return [7, 31, 97].map((stride) => ({ from: before[(to * stride) % before.length] ?? 0, to }));
        }),
  );
  return {
    schema: 'scopelight.graph/1',
    window: { from: '2025-09-01T00:00:00.000Z', to: '2026-08-31T00:00:00.000Z' },
    from: 0,
    to: null,
    nodes: Array.from({ length: nodes }, (_, at) => {
      const provider = providers[at % providers.length] ?? 'aws';
      const what = kinds[at % kinds.length] ?? 'role';
      const id = at === 0 ? largeGraphStart : `${what}/deploy-of-service-${at}`;
      return {
        id,
        kind: at === 0 ? ('token' as const) : ('principal' as const),
        provider,
        account: String(100000000000 + (at % 20)),
        what: at === 0 ? 'access-key' : what,
        name: id,
      };
    }),
    edges: edges.map((edge, at) => {
      const state = states[(at * 7) % 3] ?? 'unknown';
      return {
        ...edge,
        kind: 'assumes' as const,
        state,
        uses: state === 'used' ? (at % 900) + 1 : 0,
        evidence: [{ kind: 'inventory' as const, what: 'made for measuring' }],
      };
    }),
    paths: [],
    cut: null,
    bounds: [],
  };
}

/** The groups of its picture, as the address of the page names them. */
export function largeGraphGroups(): readonly string[] {
  return [1, 2, 3, 4].flatMap((layer) =>
    providers.map((provider, at) => `${layer} principal ${provider} ${kinds[at % kinds.length]}`),
  );
}
