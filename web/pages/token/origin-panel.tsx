import { lazy, Suspense, useRef } from 'react';
import { useInSight } from '../../app/use-in-sight.ts';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Waiting } from '../../parts/states.tsx';
import type { WorldMark } from '../../parts/world-map.tsx';
import { count, counted, sentence, shortDay, span } from '../../words/format.ts';
import { placeWords } from '../../words/place.ts';

const shownMax = 12;
const WorldMap = lazy(() => import('../../parts/world-map.tsx'));

/** From where it calls, on a map and in a table, and with what. */
export function OriginPanel({ page }: { readonly page: Shapes['Token'] }) {
  const { places, agents } = page;
  const unusual = unusualPlaces(page);
  const marks = marksOf(places, unusual);
  return (
    <Panel
      span={6}
      title={titleOf(page, unusual)}
      isFlush
      basis={
        <>
          <span>{span(page.window)}</span>
          <span>{unusual.length > 0 ? 'rule unexpected-place' : 'no place that breaks its habit'}</span>
          {marks.length > 0 && (
            <a href="https://db-ip.com" rel="noreferrer" target="_blank">
              IP Geolocation by DB-IP
            </a>
          )}
        </>
      }
    >
      {marks.length > 0 && <Places marks={marks} />}
      <Scroll label="Places and agents">
        <table>
          <Head name="Place" />
          <tbody>
            {places.slice(0, shownMax).map((row) => {
              const { countryName, network } = placeWords(row.place);
              return (
                <Row key={row.place} row={row}>
                  <b>
                    <Foreign text={countryName || sentence(network)} />
                  </b>{' '}
                  {countryName !== '' && <Foreign text={network} />}
                  {unusual.includes(row.place) && <span className="strong new-place"> new</span>}
                </Row>
              );
            })}
          </tbody>
          {agents.length > 0 && (
            <>
              <Head name="Agent" />
              <tbody>
                {agents.slice(0, shownMax).map((row) => (
                  <Row key={row.agent} row={row}>
                    <Foreign text={row.agent || 'not named'} />
                  </Row>
                ))}
              </tbody>
            </>
          )}
        </table>
      </Scroll>
    </Panel>
  );
}

function Places({ marks }: { readonly marks: readonly WorldMark[] }) {
  const place = useRef<HTMLDivElement>(null);
  const isSeen = useInSight(place);
  return (
    <div ref={place} className="world-place">
      {isSeen && (
        <Suspense fallback={<Waiting text="Unfolding the map" />}>
          <WorldMap marks={marks} />
        </Suspense>
      )}
    </div>
  );
}

function Head({ name }: { readonly name: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{name}</th>
        <th scope="col" className="num">
          Calls
        </th>
        <th scope="col">First</th>
        <th scope="col">Last</th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: { readonly calls: number; readonly firstSeen: string; readonly lastSeen: string };
  readonly children: React.ReactNode;
}

function Row({ row, children }: RowProps) {
  return (
    <tr>
      <td className="break">{children}</td>
      <td className="num">{count(row.calls)}</td>
      <td className="nowrap">{shortDay(row.firstSeen)}</td>
      <td className="nowrap">{shortDay(row.lastSeen)}</td>
    </tr>
  );
}

type PlaceRows = Shapes['Token']['places'];

/** Calls by country, the most first. */
function marksOf(places: PlaceRows, unusual: readonly string[]): readonly WorldMark[] {
  const marks = new Map<string, WorldMark>();
  for (const { place, calls } of places) {
    const { country, countryName } = placeWords(place);
    if (country === undefined) continue;
    const before = marks.get(country);
    marks.set(country, {
      country,
      name: countryName,
      calls: calls + (before?.calls ?? 0),
      isNew: unusual.includes(place) && (before?.isNew ?? true),
    });
  }
  return [...marks.values()].sort((a, b) => b.calls - a.calls);
}

/** Places that a rule says it never was at before. */
function unusualPlaces({ findings, places }: Shapes['Token']): readonly string[] {
  const found = findings.filter(({ rule }) => rule === 'unexpected-place');
  return places
    .map(({ place }) => place)
    .filter((place) => found.some(({ evidence }) => namesPlace(evidence.places, place)));
}

function namesPlace(named: unknown, place: string): boolean {
  return (
    Array.isArray(named) &&
    named.some((one) => typeof one === 'object' && one !== null && 'place' in one && one.place === place)
  );
}

function titleOf({ places }: Shapes['Token'], unusual: readonly string[]): string {
  if (places.length === 0) return 'From nowhere that is recorded';
  if (unusual.length > 0) return 'It turned up where it never was';
  return places.length === 1 ? 'Always from the same place' : `From ${counted(places.length, 'place')}`;
}
