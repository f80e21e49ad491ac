import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';

/*
 * Makes `web/parts/data/world.json`, the shapes of countries that maps of the page are drawn from, out of Natural Earth’s
 * (public domain), as the package `world-atlas` (ISC) gives them:
 *
 *     npx tsx scripts/web/generate-world.ts
 */
type Point = readonly [x: number, y: number];
type Ring = readonly Point[];

interface Topology {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly Ring[];
  readonly objects: { readonly countries: { readonly geometries: readonly Geometry[] } };
}

type Geometry = { readonly id?: string } & (
  | { readonly type: 'Polygon'; readonly arcs: readonly (readonly number[])[] }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] }
);

/** Width of the drawing; its height follows from the projection, without Antarctica. */
const width = 1000;
const southMost = -58;
const packages = ['world-atlas@2.0.2', 'i18n-iso-countries@7.14.0'];

const folder = mkdtempSync(join(tmpdir(), 'world-'));
try {
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts'];
  execFileSync('npm', ['install', '--prefix', folder, ...flags, ...packages], {
    cwd: folder,
    stdio: 'ignore',
  });
  const modules = join(folder, 'node_modules');
  const codes = new Map(
    readCodes(join(modules, 'i18n-iso-countries/codes.json')).map(([alpha2, , numeric]) => [numeric, alpha2]),
  );
  const coarse = countriesOf(readTopology(join(modules, 'world-atlas/countries-110m.json')), codes);
  const fine = countriesOf(readTopology(join(modules, 'world-atlas/countries-50m.json')), codes);
  // What is too small to be drawn has a place nevertheless.
  const world = [...new Set([...coarse.keys(), ...fine.keys()])].sort().map((code) => {
    const rings = coarse.get(code) ?? [];
    return [code, [rings.map(pathOf).join(''), ...middleOf(coarse.get(code) ?? fine.get(code) ?? [])]];
  });
  writeFileSync(join(root, 'web/parts/data/world.json'), `${JSON.stringify(Object.fromEntries(world))}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Rings of countries on the drawing, by their two letters. */
function countriesOf(topology: Topology, codes: ReadonlyMap<string, string>): Map<string, Ring[]> {
  const arcs = topology.arcs.map((arc) => decoded(arc, topology.transform));
  const countries = new Map<string, Ring[]>();
  for (const geometry of topology.objects.countries.geometries) {
    const code = codes.get(geometry.id ?? '');
    if (code === undefined || code === 'AQ') continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    const rings = polygons.flatMap((rings) =>
      rings.map((ring) => ring.flatMap((at) => arcAt(arcs, at)).map(project)),
    );
    countries.set(code, [...(countries.get(code) ?? []), ...rings]);
  }
  return countries;
}

/** Steps from point to point become degrees. */
function decoded(arc: Ring, { scale, translate }: Topology['transform']): Ring {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

/** A negative number names an arc that is gone backwards. */
function arcAt(arcs: readonly Ring[], at: number): Ring {
  return at < 0 ? (arcs[~at] ?? []).toReversed() : (arcs[at] ?? []);
}

/** Equal Earth (Šavrič, Patterson, Jenny 2018): areas keep their proportions. */
function project([longitude, latitude]: Point): Point {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const theta = Math.asin((Math.sqrt(3) / 2) * Math.sin((Math.max(southMost, latitude) * Math.PI) / 180));
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  const slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
  const x = (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(theta)) / (3 * slope);
  const y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
  const scale = width / 5.4134;
  return [width / 2 + x * scale, (1.3173 - y) * scale];
}

function pathOf(ring: Ring): string {
  const points = ring.map(([x, y]) => [Math.round(x), Math.round(y)] as const);
  const different = points.filter(([x, y], index) => {
    const before = points[index - 1];
    return before === undefined || before[0] !== x || before[1] !== y;
  });
  const [first, ...rest] = different;
  if (first === undefined || rest.length < 3) return '';
  let [lastX, lastY] = first;
  const steps = rest.map(([x, y]) => {
    // What goes on at the other edge of the map is drawn there: no line leads across.
    const isAcross = Math.abs(x - lastX) > width / 2;
    const step = isAcross ? `zM${x} ${y}l0 0` : `${x - lastX} ${y - lastY}`;
    [lastX, lastY] = [x, y];
    return step;
  });
  return `M${first[0]} ${first[1]}l${steps.join(' ').replaceAll(' -', '-').replaceAll(' z', 'z')}z`;
}

/** Where a mark for the country stands: the middle of its largest part. */
function middleOf(rings: readonly Ring[]): Point {
  const [largest] = rings.map(centred).sort((a, b) => b.area - a.area);
  return largest ? [Math.round(largest.x), Math.round(largest.y)] : [0, 0];
}

function centred(ring: Ring): { readonly area: number; readonly x: number; readonly y: number } {
  let [area, x, y] = [0, 0, 0];
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  return { area: Math.abs(area), x: x / (3 * area), y: y / (3 * area) };
}

/** The files are those of the packages named above. */
function readTopology(path: string): Topology {
  return JSON.parse(readFileSync(path, 'utf8')) as Topology;
}

/** Two letters, three letters and the number of each country. */
function readCodes(path: string): readonly (readonly [string, string, string])[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly (readonly [string, string, string])[];
}
