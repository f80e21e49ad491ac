/*
 * The layers of ARCHITECTURE.md: imports point down only.
 *
 * web → cli, api, mcp → services → analysis, policy → ingest → providers/<name> → store → model
 */
const layers = ['model', 'store', 'providers', 'ingest', 'analysis|policy', 'services', 'cli|api|mcp'];

const tests = '\\.(test|test-support)\\.[a-z]+$|^src/store/(contract/|store-contract)|^test/';

const upward = layers.slice(0, -1).map((layer, rank) => ({
  name: `${layer.replace('|', '-and-')}-imports-downward`,
  comment: `src/(${layer}) may import only the layers below it`,
  severity: 'error',
  from: { path: `^src/(${layer})/`, pathNot: tests },
  to: { path: `^src/(${layers.slice(rank + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'model-imports-nothing',
      comment: 'the words stand on their own',
      severity: 'error',
      from: { path: '^src/model/', pathNot: tests },
      to: { path: '^(src|demo|bench|test|scripts)/', pathNot: '^src/model/' },
    },
    {
      name: 'providers-only-through-the-register',
      comment:
        'nothing outside a provider’s folder names a provider, but the register and the simulation’s tests',
      severity: 'error',
      from: {
        path: '^(src|demo)/',
        pathNot: ['^src/providers/(?!shared/)[^/]+/', '^src/providers/register\\.ts$', tests],
      },
      to: { path: '^src/providers/(?!shared/)[^/]+/' },
    },
    {
      name: 'providers-know-only-themselves',
      severity: 'error',
      from: { path: '^src/providers/(?!shared/)([^/]+)/' },
      to: { path: '^src/providers/(?!shared/)[^/]+/', pathNot: '^src/providers/$1/' },
    },
    {
      name: 'providers-do-not-know-the-register',
      severity: 'error',
      from: { path: '^src/providers/(?!shared/)[^/]+/' },
      to: { path: '^src/providers/register\\.ts$' },
    },
    {
      name: 'one-door-does-not-use-another',
      comment: 'but the command that opens the other',
      severity: 'error',
      from: { path: '^src/(cli|api|mcp)/', pathNot: `${tests}|^src/cli/serve-store\\.ts$` },
      to: { path: '^src/(cli|api|mcp)/', pathNot: '^src/$1/' },
    },
    {
      name: 'web-knows-only-the-api-client',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|demo|bench|scripts)/' },
    },
    {
      name: 'the-product-does-not-know-its-workshop',
      comment: 'the demo organisation ships with the product; benches, scripts and test helpers do not',
      severity: 'error',
      from: { path: '^(src|demo)/', pathNot: tests },
      to: { path: '^(bench|scripts|test)/' },
    },
    {
      name: 'the-demo-is-a-world-of-its-own',
      comment:
        'the simulation must not share code with what it measures, nor the product lean on it below its doors',
      severity: 'error',
      from: { path: '^src/(model|store|providers|ingest|analysis|policy)/', pathNot: tests },
      to: { path: '^demo/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(src|demo|bench)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'the-engine-only-in-the-store',
      comment: 'the client is wrapped in our own Store',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '^node_modules/(chdb|@clickhouse)/' },
    },
    {
      name: 'the-terminal-only-in-the-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^node_modules/(commander|@commander-js|picocolors)/' },
    },
    {
      name: 'no-cycles',
      comment: 'a type lives with the function that makes it, so type-only imports may go back',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'every-import-exists', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-dependency-in-the-product',
      severity: 'error',
      from: { path: '^(src|demo)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|node_modules/\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
