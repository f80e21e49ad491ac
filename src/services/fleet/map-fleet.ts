import type { FleetMap } from '../../model/overview.ts';
import { windowOf } from '../judged-span.ts';
import type { ToldFleet } from './tell-fleet.ts';

/** More cells than this cannot be told apart on a screen. */
const cellsMax = 10_000;

/** The fleet map: every token as a cell, the widest gap first. */
export function mapFleet({ span, tokens }: ToldFleet): FleetMap {
  const cells = tokens.slice(0, cellsMax);
  return {
    schema: 'scopelight.fleet-map/1',
    window: windowOf(span),
    total: tokens.length,
    id: cells.map(({ id }) => id),
    name: cells.map(({ name }) => name),
    kind: cells.map(({ kind }) => kind),
    provider: cells.map(({ provider }) => provider),
    owner: cells.map(({ owner }) => owner),
    granted: cells.map(({ granted }) => granted),
    used: cells.map(({ used }) => used),
    unused: cells.map(({ unused }) => unused),
    unknown: cells.map(({ unknown }) => unknown),
    score: cells.map(({ score }) => score),
    severity: cells.map(({ severity }) => severity),
  };
}
