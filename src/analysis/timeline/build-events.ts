import type { EpisodeRow } from '../../model/suspicion.ts';
import type { TimelineEvent } from '../../model/timeline.ts';
import { counted } from '../findings/wording.ts';
import type { Mint } from '../graph/read-mints.ts';
import type { FirstUse } from './read-firsts.ts';
import type { InventoryFact } from './read-records.ts';
import type { SubjectChange } from './read-subject-changes.ts';

/** Everything that is known of a subject’s past, unsorted. */
export interface Past {
  readonly subject: string;
  readonly changes: readonly SubjectChange[];
  readonly mints: readonly Mint[];
  readonly facts: readonly InventoryFact[];
  readonly contents: readonly {
    readonly role_id: string;
    readonly name: string;
    readonly permissions: number;
    readonly changed: number;
  }[];
  readonly copies: readonly { readonly id: string; readonly created: number }[];
  readonly uses: readonly FirstUse[];
  readonly places: readonly FirstUse[];
  readonly agents: readonly FirstUse[];
  readonly denials: readonly FirstUse[];
  readonly episodes: readonly EpisodeRow[];
}

/** What comes with the first uses is how it began, and no news. */
const settlingSeconds = 7 * 24 * 3600;

/** Puts a past in order: each thing once, with who did it and what shows it. */
export function buildEvents(past: Past): readonly TimelineEvent[] {
  const { subject } = past;
  const given = new Map(past.contents.map((role) => [role.role_id, role]));
  const made = new Set(
    past.changes.filter(({ change }) => change.startsWith('create-')).map(({ subject_id: id }) => id),
  );
  const born = Math.min(...past.facts.map(({ created, firstObserved }) => created || firstObserved));
  const begin = Math.min(...past.uses.map(({ first }) => first));
  const isNews = ({ first }: FirstUse): boolean => first > begin + settlingSeconds;
  const [first] = past.uses.filter((use) => use.first === begin);
  const last = past.uses.reduce<FirstUse | undefined>(
    (latest, use) => (latest && latest.last >= use.last ? latest : use),
    undefined,
  );
  const events = [
    ...past.changes.map((change) => changeEvent(change, given)),
    ...past.facts.flatMap((fact) => factEvents(fact, made)),
    // What was so before the subject was made is no part of its story.
    ...past.contents.flatMap(({ role_id: role, name, permissions, changed }) =>
      changed === 0 || changed < born
        ? []
        : [
            eventAt(
              changed,
              'content',
              subject,
              `${name || role} has had its present content since, ${counted(permissions, 'permission')}`,
              role,
            ),
          ],
    ),
    ...past.mints.map((mint) => ({
      ...eventAt(
        mint.first,
        'taken',
        mint.target,
        mint.change === 'mint' ? 'is taken for the first time' : 'a token is made of it',
        '',
      ),
      actor: { token: mint.tokens[0] ?? '', principal: mint.actor, session: '' },
      times: mint.times,
      last: iso(mint.last),
      sample: mint.sample || null,
    })),
    ...past.copies.map(({ id, created }) =>
      eventAt(created, 'copied', subject, 'another one is made that holds the same', id),
    ),
    ...(first
      ? [
          useEvent(
            first,
            'first-use',
            subject,
            'is used for the first time, as far as the logs go',
            first.permission,
          ),
        ]
      : []),
    ...past.places
      .filter(isNews)
      .map((place) =>
        useEvent(place, 'new-place', subject, 'is used from a place for the first time', place.value),
      ),
    ...past.agents
      .filter(isNews)
      .map((agent) =>
        useEvent(agent, 'new-agent', subject, 'is used by a program for the first time', agent.value),
      ),
    ...past.denials.map((denial) =>
      useEvent(denial, 'denied', subject, 'is refused for the first time', denial.value),
    ),
    ...past.episodes.map((episode) => ({
      ...eventAt(
        Date.parse(episode.from) / 1000,
        'strange',
        episode.token,
        episode.signs.map(({ text }) => text).join('; '),
        '',
      ),
      address: episode.places.join(', '),
      agent: episode.agents.join(', '),
      times: episode.calls,
      last: episode.to,
      sample: episode.samples[0]?.eventId ?? null,
    })),
    ...(last && last.last > begin
      ? [
          {
            ...useEvent(
              last,
              'last-use',
              subject,
              'is used for the last time, as far as the logs go',
              last.value,
            ),
            time: iso(last.last),
            times: 1,
            last: null,
            sample: null,
          },
        ]
      : []),
  ];
  return events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : order(a) - order(b)));
}

/** Of things at one moment what was made comes first. */
function order({ kind }: TimelineEvent): number {
  return kind === 'made' ? 0 : kind === 'changed' || kind === 'refused-change' ? 1 : 2;
}

function changeEvent(
  row: SubjectChange,
  given: ReadonlyMap<string, { readonly permissions: number }>,
): TimelineEvent {
  const isRefused = row.outcome !== 'allowed';
  const isMade = row.change.startsWith('create-');
  const size = given.get(row.object_id)?.permissions;
  const words = changeWords[row.change] ?? row.change;
  return {
    ...eventAt(
      row.at / 1000,
      isRefused ? 'refused-change' : isMade ? 'made' : 'changed',
      row.subject_id,
      '',
      row.object_id,
    ),
    what: `${words}${isRefused ? ' is refused' : ''}${size === undefined ? '' : `, ${counted(size, 'permission')}`}`,
    actor: { token: row.token, principal: row.principal, session: row.session },
    address: row.address,
    agent: row.agent,
    sample: row.event_id,
  };
}

/** What changes are called; what is made, `make`. */
const changeWords: Readonly<Record<string, string>> = {
  'create-token': 'a token is made',
  'activate-token': 'the token is switched on',
  'deactivate-token': 'the token is switched off',
  'delete-token': 'the token is deleted',
  'create-principal': 'is made',
  'delete-principal': 'is deleted',
  'modify-trust': 'who may become it is changed',
  'create-role': 'a role is made',
  'modify-role': 'a role is changed',
  'delete-role': 'a role is deleted',
  'attach-role': 'a role is given',
  'detach-role': 'a role is taken away',
  limit: 'a boundary is set',
  unlimit: 'the boundary is lifted',
  'join-group': 'joins a group',
  'leave-group': 'leaves a group',
};

function factEvents(fact: InventoryFact, made: ReadonlySet<string>): readonly TimelineEvent[] {
  const { id, created, expires, firstObserved, what, status } = fact;
  const state = status === '' ? '' : `, ${status}`;
  return [
    // The call that made it says more.
    ...(created > 0 && !made.has(id)
      ? [eventAt(created, 'made', id, `${what} is made, as its inventory says`, '')]
      : []),
    eventAt(firstObserved, 'observed', id, `an inventory lists it as ${what}${state}`, ''),
    ...(expires > 0 ? [eventAt(expires, 'expires', id, 'ends by itself', '')] : []),
  ];
}

function useEvent(
  use: FirstUse,
  kind: TimelineEvent['kind'],
  subject: string,
  what: string,
  object: string,
): TimelineEvent {
  return {
    ...eventAt(use.first, kind, subject, what, object),
    times: use.times,
    last: use.last > use.first ? iso(use.last) : null,
    sample: use.sample || null,
  };
}

function eventAt(
  seconds: number,
  kind: TimelineEvent['kind'],
  subject: string,
  what: string,
  object: string,
): TimelineEvent {
  return {
    time: iso(seconds),
    kind,
    subject,
    what,
    object,
    actor: null,
    address: '',
    agent: '',
    times: 1,
    last: null,
    sample: null,
  };
}

function iso(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString();
}
