import type { LogFormat } from './api.ts';

/** nginx: `log_format NAME [escape=…] 'part' 'part';` */
const nginxDirective =
  /(?:^|[\s;{])log_format\s+([\w.-]+)\s+((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^;'"])*);/g;
/** Apache: `LogFormat "…" NAME` */
const apacheDirective = /^\s*LogFormat\s+"((?:[^"\\]|\\.)*)"(?:\s+([\w.-]+))?\s*$/gim;

/** Reads how text logs are written out of configurations of nginx and Apache. A format that writes JSON tells itself. */
export function readLogFormats(text: string): readonly LogFormat[] {
  if (!/log_?format/i.test(text)) return [];
  const plain = text.replaceAll(/^\s*#.*$/gm, '').replaceAll(/\\\r?\n\s*/g, '');
  const nginx = [...plain.matchAll(nginxDirective)].map(([, name = '', body = '']) => ({
    name,
    format: joinParts(body),
  }));
  const apache = [...plain.matchAll(apacheDirective)].map(([, format = '', name = 'unnamed']) => ({
    name,
    format: format.replaceAll('\\"', '"'),
  }));
  return [...nginx, ...apache]
    .filter(({ format }) => format !== '' && !/^\s*\{/.test(format) && format.length <= formatMax)
    .map((one) => ({ kind: 'log-format', ...one }));
}

const formatMax = 4000;

function joinParts(body: string): string {
  const parts =
    body.replace(/^\s*escape=\w+\s+/, '').match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s'"]+/g) ?? [];
  return parts
    .map((part) => (/^['"]/.test(part) ? part.slice(1, -1).replaceAll(/\\(['"\\])/g, '$1') : part))
    .join('');
}
