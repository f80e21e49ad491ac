import { describe, expect, it } from 'vitest';
import { readLogFormats } from '../catalogue/index.ts';
import { compileFormat } from './text-format.ts';

/** What a format reads of a line, by field. */
function read(format: string, line: string): Readonly<Record<string, string>> | undefined {
  const compiled = compileFormat(format);
  const match = compiled && new RegExp(compiled.pattern).exec(line);
  if (!match) return undefined;
  return Object.fromEntries(compiled.groups.map((field, index) => [field, match[index + 1] ?? '']));
}

describe('compileFormat', () => {
  it('reads a format of nginx', () => {
    const format =
      '$remote_addr - $remote_user [$time_local] "$request" $status "$http_user_agent" key=$http_x_key_id';
    const line = '203.0.113.7 - - [02/Mar/2026:08:15:30 +0000] "GET /a HTTP/1.1" 200 "x \\"y\\"" key=key-1';
    expect(read(format, line)).toEqual({
      address: '203.0.113.7',
      consumer: '-',
      time: '02/Mar/2026:08:15:30 +0000',
      request: 'GET /a HTTP/1.1',
      status: '200',
      agent: 'x \\"y\\"',
      key: 'key-1',
    });
  });

  it('reads a format of Apache', () => {
    const format = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %{X-Api-Key}i';
    const line = '203.0.113.7 - shop [02/Mar/2026:08:15:30 +0000] "GET /a HTTP/1.1" 200 12 "-" "x" hunter2';
    expect(read(format, line)).toMatchObject({
      consumer: 'shop',
      time: '[02/Mar/2026:08:15:30 +0000]',
      status: '200',
      agent: 'x',
      secret: 'hunter2',
    });
  });

  it('reads a format of Envoy', () => {
    const format =
      '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %DYNAMIC_METADATA(envoy.filters.http.jwt_authn:payload:client_id)%';
    const line = '[2026-03-02T08:15:30.123Z] "GET /a HTTP/2" 200 c-9';
    expect(read(format, line)).toEqual({
      time: '2026-03-02T08:15:30.123Z',
      method: 'GET',
      target: '/a',
      status: '200',
      client: 'c-9',
    });
  });

  it('leaves a line of another form alone', () => {
    expect(read('$remote_addr $time_iso8601 "$request" $status', 'hello')).toBeUndefined();
  });

  it('takes no format that does not tell what was asked for, when and how it ended', () => {
    expect(compileFormat('$remote_addr "$request" $status')).toBeUndefined();
    expect(compileFormat('$time_iso8601 $status')).toBeUndefined();
    expect(compileFormat('(.*)')).toBeUndefined();
  });
});

describe('readLogFormats', () => {
  it('reads directives of nginx in parts, and of Apache with escaped quotes', () => {
    const nginx =
      "http {\n  # log_format off '$x';\n  log_format main '$remote_addr '\n    '\"$request\"';\n}";
    const apache = 'LogFormat "%h \\"%r\\" %>s" short\n';
    expect(readLogFormats(`${nginx}\n${apache}`).map(({ name, format }) => [name, format])).toEqual([
      ['main', '$remote_addr "$request"'],
      ['short', '%h "%r" %>s'],
    ]);
  });

  it('passes over formats that write JSON, since these tell their own names', () => {
    expect(readLogFormats('log_format j escape=json \'{"a":"$request"}\';')).toEqual([]);
  });
});
