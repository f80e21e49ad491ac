import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readHclBody } from './hcl-body.ts';
import { hclValue } from './hcl-value.ts';
import { readConfiguration } from './read-configuration.ts';

const expressions = z
  .object({
    names: z.record(z.string(), z.string()),
    cases: z.array(z.object({ expression: z.string(), value: z.unknown() })),
  })
  .parse(JSON.parse(readFileSync(new URL('./cases/expressions.json', import.meta.url), 'utf8')));
const names = new Map(Object.entries(expressions.names));

describe('hclValue', () => {
  it.each(expressions.cases)('of $expression', ({ expression, value }) => {
    expect(hclValue(expression, names)).toEqual(value);
  });

  it('ends, whatever it is given', () => {
    const piece = fc.constantFrom(
      '"',
      '${',
      '}',
      '{',
      '[',
      ']',
      '(',
      ')',
      ',',
      '=',
      '\n',
      'a',
      '<<A\n',
      '\\',
      '/*',
      '#',
      'local.ring',
      'join',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        hclValue(pieces.join(''), names);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readHclBody', () => {
  it('reads blocks, labels and attributes with their lines, past comments', () => {
    const body = readHclBody(
      '# c\nresource "a" "b" { /* { */\n  x = [\n    1, // }\n  ]\n  y { z = 2 }\n}\n',
    );
    expect(body.blocks).toMatchObject([
      {
        type: 'resource',
        labels: ['a', 'b'],
        line: 2,
        body: { attributes: [{ name: 'x', line: 3 }], blocks: [{ type: 'y', line: 6 }] },
      },
    ]);
  });

  it.each([['}'], ['a {'], ['a "b" = 1'], ['= 1'], ['a { '.repeat(100)]])(
    'says where %s goes wrong',
    (text) => {
      expect(() => readHclBody(text)).toThrow(/^line \d+: /);
    },
  );
});

describe('readConfiguration', () => {
  const whole = [
    { path: 'a.tf', text: 'resource "aws_iam_role" "r" {\n  name = "r"\n  tags = { a = "b" }\n}\n' },
    {
      path: 'b.yaml',
      text: `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {RoleName: !Sub "x-\${R}"}\n`,
    },
    {
      path: 'c.json',
      text: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    },
    {
      path: 'd.yaml',
      text: 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Role, metadata: {name: x}}]\n',
    },
  ] as const;

  it('reads each form', () => {
    const { declarations, problems } = readConfiguration(whole);
    expect(problems).toEqual([]);
    expect(declarations.map(({ form, address, line }) => [form, address, line])).toEqual([
      ['terraform', 'aws_iam_role.r', 1],
      ['cloudformation', 'R', 2],
      ['document', 'c.json', 1],
      ['manifest', 'Role/x', 3],
    ]);
  });

  it('never throws for damaged files, and reads the others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.nat(),
        fc.string({ maxLength: 8, unit: 'binary' }),
        (file, at, rubbish) => {
          const cut = at % file.text.length;
          const damaged = {
            path: `x-${file.path}`,
            text: file.text.slice(0, cut) + rubbish + file.text.slice(cut + 3),
          };
          const { declarations } = readConfiguration([...whole, damaged]);
          expect(declarations.filter(({ path }) => !path.startsWith('x-'))).toHaveLength(whole.length);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('bounds what aliases spell out', () => {
    const levels = Array.from(
      { length: 30 },
      (_, index) => `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
    );
    const { problems } = readConfiguration([
      { path: 'x.yaml', text: ['kind: Resources', 'a-1: &a-1 [x]', ...levels].join('\n') },
    ]);
    expect(problems).toHaveLength(1);
  });
});
