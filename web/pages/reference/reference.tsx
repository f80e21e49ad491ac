import { useQuery } from '@tanstack/react-query';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { counted } from '../../words/format.ts';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: {
    readonly enum?: readonly unknown[];
    readonly type?: string;
    readonly default?: unknown;
  };
}

interface Description {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every route of the HTTP API, as its description tells. */
export function Reference() {
  const description = useQuery({
    queryKey: ['openapi'],
    queryFn: async (): Promise<Description> => (await fetch('/openapi.json')).json(),
  });
  return (
    <Answer of={description} waiting="Reading the description">
      {(data) => {
        const operations = Object.entries(data.paths).flatMap(([path, methods]) =>
          Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
        );
        return (
          <>
            <PageHead
              title={`Every answer is one of ${counted(operations.length, 'route')}`}
              lede={data.info.description}
              actions={
                <a className="button" href="/openapi.json" download>
                  OpenAPI 3.1
                </a>
              }
            />
            {data.tags.map(({ name, description: about }) => (
              <Panel key={name} title={about} isFlush>
                <ul className="list">
                  {operations
                    .filter(({ tags }) => tags?.includes(name))
                    .map((operation) => (
                      <Route key={operation.operationId} {...operation} />
                    ))}
                </ul>
              </Panel>
            ))}
          </>
        );
      }}
    </Answer>
  );
}

function Route({
  method,
  path,
  summary,
  parameters = [],
}: Operation & { readonly method: string; readonly path: string }) {
  return (
    <li>
      <p className="break">
        <code className="strong">
          {method.toUpperCase()} {path}
        </code>
      </p>
      <p className="soft">{summary}</p>
      {parameters.length > 0 && (
        <details>
          <summary className="faint">{counted(parameters.length, 'parameter')}</summary>
          <dl className="facts">
            {parameters.map((parameter) => (
              <Row key={`${parameter.in} ${parameter.name}`} {...parameter} />
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

function Row({ name, required, description, schema }: Parameter) {
  const values = schema?.enum?.join(', ') ?? schema?.type ?? '';
  const more = [required ? 'required' : '', schema?.default === undefined ? '' : `default ${schema.default}`];
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd>
        {description}{' '}
        <span className="faint">{[values, ...more].filter((text) => text !== '').join('; ')}</span>
      </dd>
    </>
  );
}
