import { principalId } from '../http/access-log.ts';
import { agents } from '../http/agents.ts';
import { allScopes } from '../http/api.ts';
import type { HttpKey } from '../http/holders.ts';
import { oldTracking, to } from '../http/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { dayAndNight } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';

/** Keys of companies that ship with us. */
export const apiPartners: Story = {
  id: 'api-partners',
  title:
    'A partner’s key may do everything and reads shipments and rates; one has what it uses; one still goes where no document leads; one is used from a new country',
  tell: (stage) => {
    wide(stage);
    fitting(stage);
    undocumented(stage);
    stolen(stage);
  },
};

function wide(stage: Stage): void {
  const key = stage.http.estate.key('nordsee-tms', {
    consumer: 'Nordsee Spedition',
    owner: people.hannaVogel,
    scopes: allScopes,
    createdAt: Date.parse('2022-09-19T10:00:00Z'),
  });
  const origin = atPlace(places.germanHomes, agents.partner, stage.random.split('wide'));
  const pace = dayAndNight('Europe/Berlin');
  stage.everyHour('wide', ({ hour, random, http }) => {
    const work = http(key, origin, { pauseMs: [4_000, 90_000] });
    for (let count = random.poisson(1.1 * pace(hour)); count > 0; count -= 1)
      work.run(to(random.chance(0.8) ? 'getShipment' : 'getRates', random), random.chance(0.02) ? 404 : 200);
  });
  stage.http.label(key.id, 'over-granted', 'admin-only-reads');
  stage.http.label(principalId(key), 'over-granted');
  stage.http.expect(key.id, 'shipments:read', 'used', 'it looks up shipments all day');
  stage.http.expect(key.id, 'customers:export', 'unused', 'every request is in the log of the gateway');
  stage.http.expect(key.id, 'keys:manage', 'unused', 'every request is in the log of the gateway');
}

function fitting(stage: Stage): void {
  const key = stage.http.estate.key('baltic-portal', {
    consumer: 'Baltic Lines',
    owner: people.hannaVogel,
    scopes: ['shipments:read', 'shipments:write', 'labels:create'],
    createdAt: Date.parse('2024-01-22T10:00:00Z'),
    expiresAt: Date.parse('2027-01-22T10:00:00Z'),
  });
  const origin = atPlace(places.irelandCloud, agents.node, stage.random.split('fitting'));
  stage.everyHour('fitting', ({ hour, random, http }) => {
    if (new Date(hour).getUTCHours() % 3 !== 1) return;
    const work = http(key, origin).run(to('createShipment', random), 201).run(to('printLabel', random), 201);
    work.run(to('getShipment', random));
    if (random.chance(0.03)) work.run(to('setRate', random), 403);
  });
  stage.http.label(key.id, 'right-sized');
  stage.http.expect(key.id, 'rates:write', 'denied', 'it tries to set rates now and then, in vain');
}

/** What it does there may need anything it was given. */
function undocumented(stage: Stage): void {
  const key = stage.http.estate.key('elbe-shop', {
    consumer: 'Elbe Versand',
    owner: people.graceKim,
    scopes: ['shipments:read', 'invoices:read'],
    createdAt: Date.parse('2021-03-08T10:00:00Z'),
  });
  const origin = atPlace(places.rentedServer, agents.oldPhp, stage.random.split('undocumented'));
  stage.everyHour('undocumented', ({ hour, random, http }) => {
    if ((hour / HOUR) % 2 === 0) http(key, origin).run(oldTracking).run(to('getShipment', random));
  });
  stage.http.expect(key.id, 'invoices:read', 'unknown', 'what no document tells may need it');
}

function stolen(stage: Stage): void {
  const key: HttpKey = stage.http.estate.key('dublin-dispatch', {
    consumer: 'Dispatch desk',
    owner: people.ciaranWalsh,
    scopes: ['shipments:read', 'customers:read'],
    createdAt: Date.parse('2023-05-30T10:00:00Z'),
  });
  const usual = atPlace(places.irelandCloud, agents.java, stage.random.split('usual'));
  stage.everyHour('usual', ({ hour, random, http }) => {
    if (new Date(hour).getUTCHours() % 2 === 0)
      http(key, usual).run(to('listShipments', random)).run(to('getCustomer', random));
  });
  const strange = atPlace(places.vietnam, agents.python, stage.random.split('strange'));
  stage.once('theft', stage.daysAgo(4) + 2 * HOUR, ({ random, http }) => {
    const thief = http(key, strange, { pauseMs: [500, 4_000], minute: 11 });
    for (let customer = 0; customer < 40; customer += 1) thief.run(to('getCustomer', random));
  });
  // He asks for nothing that the desk does not ask for.
  stage.http.intrude(principalId(key), [], 'read customers with the stolen key');
  stage.http.label(key.id, 'new-country');
  stage.http.expect(key.id, 'customers:read', 'used', 'by the desk, and by a thief');
}
