import { expect, it } from 'vitest';
import { PermissionSet } from '../model/permission-set.ts';
import { findProvider } from '../providers/register.ts';
import { catalogueFacts } from './catalogue-facts.ts';
import { servicesOfSource } from './source-services.ts';
import { levelsIn } from './used-levels.ts';

function learn(paths: object): void {
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop' }, paths });
  const { learned } = findProvider('http');
  learned?.learn(learned.documentsOf([{ path: 'shop.json', text }], 0), new Map());
}

it('works everything out anew when a catalogue has learnt of other permissions', () => {
  const needs = (scope: string) => ({ security: [{ oauth: [scope] }] });
  learn({ '/orders': { get: needs('orders:see') } });
  const first = PermissionSet.of([1]);
  expect(catalogueFacts('http').permissions).toHaveLength(1);
  expect(levelsIn('http', first)).toEqual(['read']);
  expect(servicesOfSource('http', 'shop')).toEqual(['orders']);
  learn({ '/bills': { post: needs('bills:pay'), get: needs('bills:see') } });
  expect(catalogueFacts('http').permissions).toHaveLength(2);
  expect(levelsIn('http', first)).toEqual(['write']);
  expect(servicesOfSource('http', 'shop')).toEqual(['bills']);
});
