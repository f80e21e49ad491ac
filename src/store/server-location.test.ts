import { describe, expect, it } from 'vitest';
import { parseServerLocation } from './server-location.ts';

describe('parseServerLocation', () => {
  it('reads a server with its credentials and database', () => {
    expect(parseServerLocation('https://me:p%40ss:word@db.example:8443/audit')).toEqual({
      nodes: ['https://db.example:8443'],
      username: 'me',
      password: 'p@ss:word',
      database: 'audit',
      shape: { kind: 'server' },
    });
  });

  it('takes the usual user and database where none are named', () => {
    expect(parseServerLocation('http://db.example:8123')).toMatchObject({
      username: 'default',
      password: '',
      database: 'default',
    });
  });

  it('sends schema changes through the queue of a cluster named by one node', () => {
    expect(parseServerLocation('http://db.example:8123/audit?cluster=main')).toMatchObject({
      shape: { kind: 'cluster', cluster: 'main', database: 'audit', isReplicated: false, hasQueue: true },
    });
  });

  it('tells every node of a cluster whose nodes are all named', () => {
    expect(parseServerLocation('http://me:secret@a:1,b:2,[::1]:3/audit?cluster=main')).toMatchObject({
      nodes: ['http://a:1', 'http://b:2', 'http://[::1]:3'],
      username: 'me',
      shape: { kind: 'cluster', cluster: 'main', database: 'audit', isReplicated: false, hasQueue: false },
    });
  });

  it('trusts replicated tables to the queue, however many nodes are named', () => {
    expect(parseServerLocation('http://a:1,b:2/?cluster=main&replicated=1')).toMatchObject({
      shape: { isReplicated: true, hasQueue: true },
    });
  });

  it.each([
    ['http://', 'expected `http://host:8123/database`'],
    ['http://a:99999/', '`http://a:99999` is no address'],
    ['http://a:1,b:2/', 'several nodes need `?cluster=NAME`'],
    ['http://a:1,a:1/?cluster=x', 'a node is named twice'],
    ['http://a:1/?replicated=1', '`replicated=1` needs `?cluster=NAME`'],
    ['http://a:1/?shards=2', 'unknown parameter `shards`'],
    ['http://a:1/x;drop', 'a database is named by letters, digits and _'],
    ['http://a:1/%zz', 'a % in it is not followed by two hexadecimal digits'],
  ])('refuses %s', (location, reason) => {
    expect(() => parseServerLocation(location)).toThrow(reason);
  });

  it('never repeats credentials', () => {
    expect(() => parseServerLocation('http://me:secret@a:1/?shards=2')).toThrow(/^(?!.*secret).*…@a:1/);
  });
});
