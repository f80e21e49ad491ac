import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../model/graph.ts';
import { actsOnTerminal, print } from '../sample-values.test-support.ts';
import { graphDot } from './graph-dot.ts';
import { graphPage } from './graph-page.ts';
import { nodeList } from './node-list.ts';

const node = (id: string, kind: Graph['nodes'][number]['kind'] = 'principal') => ({
  id,
  kind,
  provider: 'aws',
  account: '111122223333',
  what: kind === 'token' ? 'access-key' : 'role',
  name: id,
});

const graph: Graph = {
  schema: 'scopelight.graph/1',
  window: { from: '2026-06-02T00:00:00Z', to: '2026-09-30T00:00:00Z' },
  from: 0,
  to: 2,
  nodes: [
    node('AKIAIOSFODNN7EXAMPLE', 'token'),
    node('arn:aws:iam::111122223333:user/ci'),
    node('arn:aws:iam::111122223333:role/deploy'),
  ],
  edges: [
    {
      from: 0,
      to: 1,
      kind: 'acts-as',
      state: 'used',
      uses: 7,
      evidence: [
        {
          kind: 'calls',
          times: 7,
          first: '2026-06-03T00:00:00Z',
          last: '2026-09-01T00:00:00Z',
          sample: null,
          tokens: [],
        },
        { kind: 'inventory', what: 'listed as active' },
      ],
    },
    {
      from: 1,
      to: 2,
      kind: 'assumes',
      state: 'unused',
      uses: 0,
      evidence: [
        {
          kind: 'document',
          statedBy: 'arn:aws:iam::111122223333:role/deploy',
          document: 'trust policy',
          from: 'principal arn:aws:iam::111122223333:user/ci',
          conditions: ['StringEquals sts:ExternalId: x1'],
          caveat: null,
        },
      ],
    },
  ],
  paths: [{ edges: [0, 1], isUsed: false, uses: 0 }],
  cut: { edges: [1], used: 0 },
  bounds: ['no more than 8 steps are followed'],
};

const width = 140;

describe('graphPage', () => {
  it('tells every step of a way with what shows it, and the cut', () => {
    const page = print(graphPage(graph, { width }));
    expect(page).toContain('From AKIAIOSFODNN7EXAMPLE to role/deploy: 1 way, 0 of them used all along');
    expect(page).toContain(
      'AKIAIOSFODNN7EXAMPLE → user/ci  acts as it 7 times, last 1 Sep 2026; listed as active',
    );
    expect(page).toMatch(
      /○ user\/ci → role\/deploy {2}becomes it, which nobody did; trust policy of role\/deploy lets in/,
    );
    expect(page).toContain('if StringEquals sts:ExternalId: x1');
    expect(page).toContain('Cut all of them by taking away 1 step');
    expect(page).toContain('Not the whole graph: no more than 8 steps are followed.');
  });

  it('tells whom one end comes to, ways in use apart', () => {
    const paths = [{ edges: [0], isUsed: true, uses: 7 }, ...graph.paths];
    const page = print(graphPage({ ...graph, to: null, cut: null, paths }, { width }));
    expect(page).toContain('AKIAIOSFODNN7EXAMPLE comes to 2 identities, 1 of them by ways in use');
    expect(page).toMatch(/By ways in use\n.*user\/ci/);
    expect(page).toMatch(/Only possible.*\n.*role\/deploy .* through user\/ci/);
  });

  it('counts one use as one', () => {
    const [first] = graph.edges;
    const edges = first === undefined ? [] : [{ ...first, kind: 'reaches' as const, uses: 1 }];
    const page = print(graphPage({ ...graph, to: null, cut: null, edges, paths: [] }, { width }));
    expect(page).toContain('user/ci 1 use by');
  });

  it('says that nothing leads somewhere', () => {
    const page = print(graphPage({ ...graph, edges: [], paths: [], cut: null }, { width }));
    expect(page).toContain('nothing leads there');
  });

  it('shows hostile names as text', () => {
    const nodes = graph.nodes.map((each) => ({ ...each, id: '\u001b[2J\n"x\u202e', name: '\u0007' }));
    expect(actsOnTerminal(print(graphPage({ ...graph, nodes }, { width })))).toEqual([]);
  });
});

describe('nodeList', () => {
  const found = {
    schema: 'scopelight.graph-nodes/1',
    text: 'ci',
    nodes: graph.nodes,
    isMore: false,
  } as const;

  it('lists names with what each is, and its whole id', () => {
    const page = print(nodeList({ ...found, nodes: [...found.nodes] }, { width }));
    expect(page).toContain('“ci” is in 3 names');
    expect(page).toMatch(/role\/deploy role, aws 111122223333 {2}arn:aws:iam::111122223333:role\/deploy/);
  });

  it('says when there is none, and when there are more', () => {
    expect(print(nodeList({ ...found, nodes: [] }, { width }))).toContain('“ci” is in no id or name');
    expect(print(nodeList({ ...found, nodes: [...found.nodes], isMore: true }, { width }))).toContain(
      'the first 3 of more',
    );
  });

  it('shows hostile names as text', () => {
    const nodes = graph.nodes.map((each) => ({ ...each, id: '\u001b[2J\n"x\u202e', name: '\u0007' }));
    expect(actsOnTerminal(print(nodeList({ ...found, text: '\u001b[2J', nodes }, { width })))).toEqual([]);
  });
});

describe('graphDot', () => {
  it('marks what was used and what was not', () => {
    const dot = graphDot(graph);
    expect(dot).toContain('n0 -> n1 [label="acts-as 7×", style=solid];');
    expect(dot).toContain('n1 -> n2 [label="assumes", style=dotted];');
    expect(dot.match(/shape=/g)).toHaveLength(3);
  });

  it('lets no name end its quotes or its line', () => {
    const evil = '"]; evil [label="\\';
    const nodes = graph.nodes.map((each) => ({ ...each, id: `${evil}\n\u001b`, what: evil }));
    for (const line of graphDot({ ...graph, nodes })
      .trimEnd()
      .split('\n')) {
      const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      expect(bare).not.toContain('evil');
      expect(bare.replaceAll('""', '')).not.toContain('"');
    }
  });
});
