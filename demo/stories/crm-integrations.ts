import { createDeployment, createDeploymentStatus } from '../github/operations.ts';
import { localHour } from '../organisation/calendar.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { agents } from '../salesforce/agents.ts';
import { oauthId } from '../salesforce/callers.ts';
import { create, query, remove, update } from '../salesforce/operation.ts';
import { MINUTE } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { startRun } from './workflow-run.ts';

const since = Date.parse('2023-09-04T09:00:00Z');

/** Programs that act as users nobody signs in as. */
export const crmIntegrations: Story = {
  id: 'crm-integrations',
  title:
    'A workflow on GitHub publishes prices to Salesforce with far more than that takes; a feed of shipments has what it uses, and is refused what it has not',
  tell: (stage) => {
    publisher(stage);
    feed(stage);
  },
};

/** Every working night a run on GitHub writes prices, as an integration user. */
function publisher(stage: Stage): void {
  const { estate } = stage.salesforce;
  const user = estate.integration('svc-price-publisher');
  estate.give(user, 'Price publisher', {
    createdAt: since,
    users: ['ApiEnabled', 'ViewSetup', 'BulkApiHardDelete'],
    objects: {
      Product2: ['create', 'delete'],
      Account: ['create', 'delete'],
      Contact: ['create', 'delete'],
      Order: ['create', 'delete', 'viewAll'],
      Invoice__c: ['create', 'delete'],
    },
  });
  const token = estate.token(estate.app('GitHub Actions'), user, { createdAt: since });
  const repository = stage.github.estate.repository('price-list', { workflowDefault: 'write' });
  stage.everyHour('publish', (turn) => {
    const { hour, random } = turn;
    const { weekday, hour: local } = localHour('Europe/Berlin', hour);
    if (local !== 19 || weekday === 0 || weekday === 6) return;
    const run = startRun(stage, turn, repository, { by: people.owenClarke, at: hour + 5 * MINUTE, random });
    run.token.run(createDeployment(repository), 201);
    const runner = atPlace(places.ciRunners, agents.client, random);
    const work = turn.salesforce({ kind: 'oauth', token }, runner, { at: run.token.at + MINUTE });
    work.run(query('Product2'));
    for (let batch = random.between(3, 8); batch > 0; batch -= 1) work.run(update('Product2'));
    if (random.chance(0.3)) work.run(create('Product2'), 201);
    run.token
      .wait(work.at - run.token.at)
      .run(createDeploymentStatus(repository, random.between(1_000_000_000, 3_000_000_000)), 201);
    run.finish(run.token.at);
  });
  const id = oauthId(token);
  stage.salesforce.label(id, 'over-granted', 'fed-by-ci');
  stage.salesforce.expect(id, 'Product2:edit', 'used', 'it writes prices every working night');
  stage.salesforce.expect(id, 'Contact:delete', 'unused', 'requests are told, and none deleted a contact');
  stage.salesforce.expect(id, 'Order:viewAll', 'unknown', 'no event tells by what a record was reached');
}

function feed(stage: Stage): void {
  const { estate } = stage.salesforce;
  const user = estate.integration('svc-shipment-feed');
  estate.give(user, 'Shipment feed', {
    createdAt: since,
    users: ['ApiEnabled'],
    objects: { Shipment__c: ['create', 'edit'], Case: ['create'] },
  });
  const token = estate.token(estate.app('Shipment feed'), user, { createdAt: since });
  const origin = atPlace(places.frankfurtCloud, agents.client, stage.random.split('feed'));
  stage.everyHour('feed', ({ hour, random, salesforce }) => {
    if (!random.chance(Math.min(1, 0.4 * stage.size.rate))) return;
    const work = salesforce({ kind: 'oauth', token }, origin)
      .run(query('Shipment__c'))
      .run(update('Shipment__c'))
      .run(create('Shipment__c'), 201);
    if (random.chance(0.1)) work.run(create('Case'), 201);
    if (new Date(hour).getUTCHours() === 3) work.run(remove('Shipment__c'), 403);
  });
  const id = oauthId(token);
  stage.salesforce.label(id, 'right-sized');
  stage.salesforce.expect(id, 'Shipment__c:edit', 'used', 'it keeps shipments up to date');
  stage.salesforce.expect(id, 'Shipment__c:delete', 'denied', 'it asks for it every night, in vain');
}
