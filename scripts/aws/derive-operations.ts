import { type ApiModel, type ApiOperation, plain } from './api-models.ts';
import type { ApiFacts } from './facts.ts';
import type { IamData } from './iam-data.ts';

/** One API with the names it goes by and the permissions its operations need. */
export interface DerivedApi {
  readonly key: string;
  /** IAM prefixes whose actions are this API's operations, the usual one first. */
  readonly prefixes: readonly string[];
  /** Event sources without `.amazonaws.com`. */
  readonly sources: readonly string[];
  readonly aliases: readonly string[];
  /** Whether operations that nothing is known of need no permission here. */
  readonly isOpen: boolean;
  /** Every operation we know → full permission names; `undefined` where we cannot tell. */
  readonly operations: ReadonlyMap<string, readonly string[] | undefined>;
}

/** Crosses API models with IAM's actions and our facts. Throws where a fact names an action that IAM lacks. */
export function deriveOperations(
  models: readonly ApiModel[],
  iam: IamData,
  apiFacts: ReadonlyMap<string, ApiFacts>,
  operationFacts: ReadonlyMap<string, readonly string[]>,
): DerivedApi[] {
  const services = new Set(iam.services);
  const canonical = new Map(
    iam.actions.map(({ service, name }) => [`${service}:${name}`.toLowerCase(), `${service}:${name}`]),
  );
  const unusedFacts = new Set(operationFacts.keys());
  const apis = models.map(fromModel);
  for (const [key, { prefixes, sources }] of apiFacts) {
    if (apis.some((api) => api.key === key)) continue;
    const wrong = prefixes.filter((prefix) => !services.has(prefix));
    if (wrong.length > 0) throw new Error(`apis.txt: no API \`${key}\`, no IAM prefix ${wrong.join(', ')}`);
    apis.push({
      key,
      prefixes,
      sources,
      aliases: [],
      isOpen: isOpen(key),
      operations: operationsOf(key, prefixes, []),
    });
  }
  for (const service of services) {
    if (apis.some((api) => api.prefixes[0] === service)) continue;
    const names = { key: `iam ${service}`, prefixes: [service], sources: [service], aliases: [] };
    apis.push({ ...names, isOpen: false, operations: new Map() });
  }
  const homeless = [...unusedFacts].filter((fact) => !fact.endsWith(' *'));
  if (homeless.length > 0) throw new Error(`operations.txt: no API for ${homeless.join(', ')}`);
  return apis.sort((a, b) => (a.key < b.key ? -1 : 1));

  function fromModel(model: ApiModel): DerivedApi {
    const facts = apiFacts.get(model.key);
    const signing = model.signingName.toLowerCase();
    const guessed = [signing, model.endpointPrefix].filter((name) => services.has(name)).slice(0, 1);
    const prefixes = facts !== undefined && facts.prefixes.length > 0 ? facts.prefixes : guessed;
    const usual = [...prefixes.slice(0, 1), signing, model.endpointPrefix].filter(
      (name) => !name.includes('.'),
    );
    return {
      key: model.key,
      prefixes: prefixes.filter((prefix) => services.has(prefix)),
      sources: [...new Set([...usual, ...(facts?.sources ?? [])])].sort(),
      aliases: [...new Set([...model.aliases, plain(model.endpointPrefix)])].filter(
        (alias) => alias !== model.key,
      ),
      isOpen: isOpen(model.key),
      operations: operationsOf(model.key, prefixes, [...model.operations.values()]),
    };
  }

  function operationsOf(
    key: string,
    prefixes: readonly string[],
    described: readonly ApiOperation[],
  ): Map<string, readonly string[] | undefined> {
    const operations = new Map(
      described.map((operation) => [operation.name, answer(key, prefixes, operation)]),
    );
    for (const fact of unusedFacts) {
      const [api, name = ''] = fact.split(' ');
      if (api === key && name !== '*') operations.set(name, answer(key, prefixes, { name, method: '' }));
    }
    return operations;
  }

  function isOpen(key: string): boolean {
    return operationFacts.get(`${key} *`)?.[0] === '-';
  }

  function answer(
    key: string,
    prefixes: readonly string[],
    operation: Pick<ApiOperation, 'name' | 'method'>,
  ): readonly string[] | undefined {
    const fact = operationFacts.get(`${key} ${operation.name}`);
    unusedFacts.delete(`${key} ${operation.name}`);
    if (fact !== undefined) return written(fact, prefixes);
    for (const prefix of prefixes) {
      const named = canonical.get(`${prefix}:${operation.name}`.toLowerCase());
      if (named !== undefined) return [named];
    }
    const rule = operationFacts.get(`${key} *`);
    return rule === undefined ? undefined : written(rule[0] === 'verb' ? [operation.method] : rule, prefixes);
  }

  function written(fact: readonly string[], prefixes: readonly string[]): readonly string[] | undefined {
    if (fact[0] === '-') return [];
    return fact[0] === '?' ? undefined : fact.map((name) => required(name, prefixes));
  }

  function required(name: string, prefixes: readonly string[]): string {
    const full = name.includes(':') ? name : `${prefixes[0]}:${name}`;
    const found = canonical.get(full.toLowerCase());
    if (found === undefined) throw new Error(`IAM has no action \`${full}\``);
    return found;
  }
}
