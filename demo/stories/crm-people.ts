import { localHour } from '../organisation/calendar.ts';
import { atPlace } from '../organisation/origin.ts';
import { type Person, people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { weekly } from '../organisation/rhythm.ts';
import { agents } from '../salesforce/agents.ts';
import { oauthId } from '../salesforce/callers.ts';
import { query, signIn } from '../salesforce/operation.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';

const desks: readonly Person[] = [people.sofiaRossi, people.owenClarke, people.annaSchulz, people.peterNolan];

/** Who works in the pages, and what they let apps do for them. */
export const crmPeople: Story = {
  id: 'crm-people',
  title:
    'People work in the pages, where nothing is told object by object; a report is drawn once a week; a leaver’s app reads on; two apps are asleep',
  tell: (stage) => {
    pages(stage);
    reports(stage);
    leaver(stage);
    sleepers(stage);
  },
};

function pages(stage: Stage): void {
  const { estate } = stage.salesforce;
  for (const person of desks) {
    const user = estate.person(person);
    const origin = atPlace(person.office, agents.browser, stage.random.split(person.id));
    stage.everyHour(person.id, ({ hour, random, salesforce }) => {
      const local = localHour(person.zone, hour);
      if (local.isHoliday || local.weekday % 6 === 0 || local.hour !== 10 || random.chance(0.1)) return;
      const desk = salesforce({ kind: 'pages', user }, origin);
      if (random.chance(0.05)) desk.run(signIn, 401);
      desk.run(signIn);
    });
  }
}

/** Once a week is enough: this is no token that sleeps. */
function reports(stage: Stage): void {
  const { estate } = stage.salesforce;
  const token = estate.token(estate.app('Pipeline report'), estate.person(people.sofiaRossi), {
    createdAt: Date.parse('2024-02-12T10:00:00Z'),
  });
  const origin = atPlace(places.irelandCloud, agents.client, stage.random.split('reports'));
  const due = weekly(1, 6);
  stage.everyHour('reports', ({ hour, salesforce }) => {
    if (due(hour) > 0)
      salesforce({ kind: 'oauth', token }, origin).run(query('Opportunity')).run(query('Account'));
  });
  const id = oauthId(token);
  stage.salesforce.label(id, 'weekly');
  stage.salesforce.expect(id, 'Opportunity:read', 'used', 'the report is drawn every Monday');
  stage.salesforce.expect(id, 'Case:edit', 'unknown', 'she may do it in the pages, which do not tell');
}

function leaver(stage: Stage): void {
  const { estate } = stage.salesforce;
  const token = estate.token(estate.app('Asset inventory'), estate.person(people.marcCastell), {
    createdAt: Date.parse('2022-11-16T10:00:00Z'),
  });
  const origin = atPlace(places.hamburgOffice, agents.client, stage.random.split('leaver'));
  stage.everyHour('leaver', ({ hour, salesforce }) => {
    if ((hour / HOUR) % 6 !== 3) return;
    salesforce({ kind: 'oauth', token }, origin).run(query('Account')).run(query('Contact'));
  });
  const id = oauthId(token);
  stage.salesforce.label(id, 'owner-left');
  stage.salesforce.expect(id, 'Contact:read', 'used', 'it reads contacts four times a day');
  stage.salesforce.expect(
    id,
    'Opportunity:create',
    'unused',
    'he signs in to no page, and requests are told',
  );
}

function sleepers(stage: Stage): void {
  const { estate } = stage.salesforce;
  const loader = estate.token(estate.app('Data Loader'), estate.integration('svc-migration'), {
    createdAt: Date.parse('2023-05-02T08:00:00Z'),
    lastUsedAt: stage.daysAgo(190),
  });
  stage.salesforce.label(oauthId(loader), 'dormant');
  const never = estate.token(estate.app('Shipment board'), estate.integration('svc-yard-board'), {
    createdAt: Date.parse('2024-06-10T08:00:00Z'),
  });
  stage.salesforce.label(oauthId(never), 'never-used');
}
