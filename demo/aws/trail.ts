import type { Random } from '../random.ts';
import { isoSeconds, MINUTE, SECOND, type TimeWindow } from '../time.ts';
import type { CallFact, ProviderBook } from '../truth/provider-book.ts';
import type { Hole } from '../truth/truth.ts';
import { type Account, accounts, globalRegion, organisationId } from './accounts.ts';
import type { Call } from './call.ts';
import { attribute } from './callers.ts';
import { type Delivery, type Stream, slotFor } from './delivery.ts';
import type { Estate } from './estate.ts';
import { type InsightSubject, insightText } from './insights.ts';
import { type Copy, recordText, requestId } from './record.ts';

interface Loss extends TimeWindow {
  readonly account: Account;
  readonly region: string;
  lostRecords: number;
}

/** The organisation's CloudTrail: decides what is recorded, writes it, and keeps the truth about it. */
export class Trail {
  readonly #window: TimeWindow;
  readonly #scale: number;
  readonly #estate: Estate;
  readonly #book: ProviderBook;
  readonly #delivery: Delivery;
  readonly #streams = new Map<string, Stream>();
  readonly #losses: Loss[] = [];
  #duplicates = 0;

  constructor(window: TimeWindow, scale: number, estate: Estate, book: ProviderBook, delivery: Delivery) {
    this.#window = window;
    this.#scale = scale;
    this.#estate = estate;
    this.#book = book;
    this.#delivery = delivery;
  }

  /** Loses the log of one account and region for a while. */
  lose(account: Account, region: string, period: TimeWindow): void {
    if (period.to <= this.#window.from || period.from >= this.#window.to) return;
    this.#losses.push({ account, region, ...period, lostRecords: 0 });
  }

  /** Takes a call that happened, and says whether its account's log has it. */
  record(call: Call): boolean {
    if (call.at < this.#window.from || call.at >= this.#window.to) return false;
    const { operation, answer } = call;
    const attribution = attribute(call.caller);
    const isForwarded = call.forwarding !== undefined && attribution.kind === 'token';
    // Whoever fails to sign in has shown no token.
    const isRefusedSignIn = attribution.kind === 'sign-in' && answer.outcome === 'authn-failed';
    const fact: CallFact = {
      kind: isForwarded ? 'forwarded' : attribution.kind,
      principal: attribution.principal,
      token: isForwarded || isRefusedSignIn ? undefined : attribution.token,
      place: call.origin.place,
      at: Math.floor(call.at / SECOND) * SECOND,
      permissions: answer.permissions ?? operation.permissions,
      outcome: answer.outcome,
      isNeeded: answer.isNeeded === true,
      isDryRun: answer.isDryRun === true,
    };
    if (answer.outcome !== 'authn-failed') this.#noteUse(call, attribution.principal, attribution.token);
    if (operation.dataKind !== undefined && operation.isRecorded !== true) {
      this.#book.unrecorded(fact, 'unrecorded');
      return false;
    }
    const region = operation.isGlobal ? globalRegion : call.region;
    const loss = this.#lossAt(call.account, region, call.at);
    if (loss) {
      loss.lostRecords += 1;
      this.#book.unrecorded(fact, 'lost');
      return false;
    }
    this.#book.recorded(fact);
    const sharedEventId = call.copyTo === undefined ? undefined : call.random.uuid();
    const copy = this.#copy(call, call.account, false, sharedEventId, requestId(call));
    this.#deliver(call, region, copy);
    if (call.copyTo === undefined) return true;
    const lossOfCopy = this.#lossAt(call.copyTo, region, call.at);
    if (lossOfCopy) {
      lossOfCopy.lostRecords += 1;
      return true;
    }
    this.#book.sharedCopy();
    this.#deliver(call, region, this.#copy(call, call.copyTo, true, sharedEventId, copy.requestId));
    return true;
  }

  /** Notices an unusual rate of calls. */
  insight(account: Account, region: string, at: number, subject: InsightSubject, random: Random): void {
    if (at < this.#window.from || at >= this.#window.to) return;
    const eventId = random.uuid();
    const text = insightText(account, region, at, eventId, subject, random);
    this.#book.recordedInsight();
    this.#delivery.add(this.#stream('insight', account, region), { at, eventId, text }, 10 * MINUTE);
  }

  /** Gives the streams that have been written to. */
  streams(): readonly Stream[] {
    return [...this.#streams.values()];
  }

  /** Gives the periods that were lost, and how much was lost in them. */
  holes(): readonly Hole[] {
    return this.#losses.map(({ account, region, from, to, lostRecords }) => ({
      account: account.id,
      region,
      from: isoSeconds(from),
      to: isoSeconds(to),
      lostRecords,
    }));
  }

  /** Gives how many records were written a second time by the overlapping trail. */
  duplicates(): number {
    return this.#duplicates;
  }

  #copy(
    call: Call,
    recipient: Account,
    isForeign: boolean,
    sharedEventId: string | undefined,
    request: string,
  ): Copy {
    const eventId = call.random.uuid();
    return {
      eventId,
      recipient,
      isForeign,
      requestId: request,
      ...(sharedEventId !== undefined && { sharedEventId }),
    };
  }

  #deliver(call: Call, region: string, copy: Copy): void {
    const text = recordText(call, copy);
    const entry = { at: call.at, eventId: copy.eventId, text };
    const delayMs = call.random.between(2 * MINUTE, 13 * MINUTE);
    this.#delivery.add(this.#stream('organisation', copy.recipient, region), entry, delayMs);
    const isOverlapping =
      copy.recipient === accounts.prod && !call.operation.isReadOnly && !call.operation.dataKind;
    if (!isOverlapping) return;
    this.#delivery.add(this.#stream('account', copy.recipient, region), entry, delayMs + MINUTE);
    this.#duplicates += 1;
  }

  #noteUse(call: Call, principal: string | undefined, token: string | undefined): void {
    const use = { at: call.at, region: call.region, service: call.operation.service };
    if (principal !== undefined) this.#estate.noteUse(principal, use);
    if (token !== undefined) this.#estate.noteUse(token, use);
  }

  #lossAt(account: Account, region: string, at: number): Loss | undefined {
    return this.#losses.find(
      (loss) => loss.account === account && loss.region === region && at >= loss.from && at < loss.to,
    );
  }

  #stream(trail: 'organisation' | 'account' | 'insight', account: Account, region: string): Stream {
    const key = `${trail}/${account.id}/${region}`;
    const known = this.#streams.get(key);
    if (known) return known;
    const recordsPerDay = trail === 'organisation' ? (busyness[account.name]?.[region] ?? 40) : 60;
    const stream: Stream = {
      folder: trail === 'insight' ? 'CloudTrail-Insight' : 'CloudTrail',
      isOverlapping: trail === 'account',
      prefix: `aws/AWSLogs/${trail === 'account' ? '' : `${organisationId}/`}${account.id}`,
      accountId: account.id,
      region,
      slotMs: slotFor(recordsPerDay * this.#scale),
    };
    this.#streams.set(key, stream);
    return stream;
  }
}

/** Rough records a day at scale 1; only decides how many files a stream is cut into. */
const busyness: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'meridian-prod': { 'eu-central-1': 1200, 'us-east-1': 150 },
  'meridian-data': { 'eu-central-1': 500, 'us-east-1': 60 },
  'meridian-dev': { 'eu-central-1': 300, 'us-east-1': 60 },
};
