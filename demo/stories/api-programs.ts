import { agents } from '../http/agents.ts';
import type { HttpKey } from '../http/holders.ts';
import { to } from '../http/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { dayAndNight } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';

/** Keys of programs of our own. */
export const apiPrograms: Story = {
  id: 'api-programs',
  title:
    'The drivers’ app announces shipments with a scope that also cancels them, from three countries; nightly checks come from GitHub; keys that sleep, that nobody used, and that are gone but knock',
  tell: (stage) => {
    drivers(stage);
    checks(stage);
    forgotten(stage);
    revoked(stage);
  },
};

/** A key that was everywhere from the beginning is in no new place. */
function drivers(stage: Stage): void {
  const key = stage.http.estate.key('driver-app', {
    consumer: 'Driver app',
    owner: people.graceKim,
    scopes: ['shipments:read', 'shipments:write', 'labels:create'],
    createdAt: Date.parse('2023-03-06T10:00:00Z'),
  });
  const homes = [places.germanHomes, places.irishHomes, places.americanHomes];
  const pace = dayAndNight('Europe/Berlin');
  stage.everyHour('drivers', ({ hour, random, http }) => {
    for (let count = random.poisson(0.9 * pace(hour) * stage.size.rate); count > 0; count -= 1) {
      const origin = atPlace(random.pick(homes), agents.app, random);
      const drive = http(key, origin).run(to('getShipment', random));
      if (random.chance(0.5)) drive.run(to('changeShipment', random), random.chance(0.02) ? 429 : 200);
      if (random.chance(0.2)) drive.run(to('createShipment', random), 201);
    }
  });
  stage.http.label(key.id, 'scope-too-coarse');
  stage.http.expect(
    key.id,
    'shipments:write',
    'used',
    'it announces and changes shipments, and cancels none',
  );
  stage.http.expect(key.id, 'labels:create', 'unused', 'every request is in the log of the gateway');
}

function checks(stage: Stage): void {
  const key = stage.http.estate.key('ci-smoke', {
    consumer: 'GitHub Actions',
    owner: people.lenaHoffmann,
    scopes: ['shipments:read', 'rates:read', 'webhooks:manage'],
    createdAt: Date.parse('2024-03-04T10:00:00Z'),
  });
  stage.everyHour('checks', ({ hour, random, http }) => {
    if (new Date(hour).getUTCHours() !== 5) return;
    const runner = atPlace(places.ciRunners, agents.curl, random);
    http(key, runner)
      .run(to('listShipments', random))
      .run(to('getRates', random))
      .run(to('listHooks', random));
  });
  stage.http.expect(key.id, 'webhooks:manage', 'used', 'it lists the hooks every night');
}

function forgotten(stage: Stage): void {
  const stopsAt = stage.daysAgo(81);
  const sleeper = stage.http.estate.key('yard-kiosk', {
    consumer: 'Yard kiosk',
    owner: people.danielOrtiz,
    scopes: ['shipments:read', 'labels:create'],
    createdAt: Date.parse('2023-07-17T10:00:00Z'),
  });
  const origin = atPlace(places.newarkOffice, agents.node, stage.random.split('kiosk'));
  stage.everyHour('kiosk', ({ hour, random, http }) => {
    if (hour < stopsAt && (hour / HOUR) % 6 === 0) http(sleeper, origin).run(to('getShipment', random));
  });
  stage.http.label(sleeper.id, 'dormant');
  const never = stage.http.estate.key('rate-robot', {
    consumer: 'Pricing experiment',
    owner: people.sofiaRossi,
    scopes: ['rates:read', 'rates:write'],
    createdAt: Date.parse('2024-05-13T10:00:00Z'),
  });
  // The list of keys leaves its last use empty, which may mean anything: its silence is all that tells.
  stage.http.label(never.id, 'dormant');
  const fresh = stage.http.estate.key('winter-campaign', {
    consumer: 'Campaign pages',
    owner: people.owenClarke,
    scopes: ['rates:read'],
    createdAt: stage.daysAgo(5),
  });
  stage.http.label(fresh.id, 'never-used', 'young-grant');
  stage.http.expect(fresh.id, 'rates:read', 'unknown', 'the key is younger than the window');
}

function revoked(stage: Stage): void {
  const key: HttpKey = stage.http.estate.key('old-tracker', {
    consumer: 'Old tracking page',
    owner: people.owenClarke,
    scopes: ['shipments:read'],
    createdAt: Date.parse('2020-10-05T10:00:00Z'),
    isRevoked: true,
  });
  const origin = atPlace(places.virginiaCloud, agents.oldPhp, stage.random.split('revoked'));
  stage.everyHour('revoked', ({ hour, random, http }) => {
    if ((hour / HOUR) % 12 === 0) http(key, origin).run(to('getShipment', random), 401);
  });
  stage.http.label(key.id, 'zombie');
}
