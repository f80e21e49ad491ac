import type { CollectReply } from '../../collector.ts';
import type { Sdk } from './sdk.ts';

const makingMs = 1000;

/** A page of a report of what one principal last tried. */
export interface Report {
  readonly JobStatus: string | undefined;
  readonly JobCompletionDate: Date | undefined;
  readonly ServicesLastAccessed: readonly object[] | undefined;
  readonly Marker?: string | undefined;
}

/** Asks for reports of last use, which take a moment to be made: until then it asks to wait. */
export class LastAccessed {
  readonly #sdk: Pick<Sdk, 'startLastAccessed' | 'lastAccessed'>;
  readonly #jobs = new Map<string, string>();

  constructor(sdk: Pick<Sdk, 'startLastAccessed' | 'lastAccessed'>) {
    this.#sdk = sdk;
  }

  async of(arn: string): Promise<CollectReply> {
    const job = this.#jobs.get(arn) ?? (await this.#sdk.startLastAccessed(arn));
    this.#jobs.set(arn, job);
    const first = await this.#sdk.lastAccessed(job, undefined);
    if (first.JobStatus === 'IN_PROGRESS') return { status: 429, text: '', waitMs: makingMs };
    this.#jobs.delete(arn);
    if (first.JobStatus !== 'COMPLETED') return { status: 404, text: '' };
    const services = [...(first.ServicesLastAccessed ?? [])];
    for (let marker = first.Marker; marker !== undefined; ) {
      const more: Report = await this.#sdk.lastAccessed(job, marker);
      services.push(...(more.ServicesLastAccessed ?? []));
      marker = more.Marker;
    }
    const { JobStatus, JobCompletionDate } = first;
    // The report does not say of whom it is.
    return {
      status: 200,
      text: JSON.stringify({ [arn]: { JobStatus, JobCompletionDate, ServicesLastAccessed: services } }),
    };
  }
}
