import { z } from 'zod';
import type { LogFile, LogFilesSource } from '../../collector.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { nextRecords, queryPath, recordsOf, resourcePath } from './query.ts';

/** What is read of calls and changes. */
const types = [
  'ApiTotalUsage',
  'RestApi',
  'API',
  'BulkApi',
  'BulkApi2',
  'ApexRestApi',
  'ApexSoap',
  'MetadataApiOperation',
  'Login',
  'LoginAs',
  'PermissionUpdate',
];

const file = z.looseObject({
  Id: z.string().regex(/^[A-Za-z0-9]{15,18}$/),
  EventType: z.string(),
  LogDate: z.string(),
  CreatedDate: z.string(),
  Interval: z.string().default('Daily'),
});

/**
 * Event log files, by the time at which they were made: that of a day comes to light hours after it, and a later one of the same
 * day holds what the first lacked.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile.htm
 */
export function eventLogFiles(interval: 'Daily' | 'Hourly'): LogFilesSource {
  return {
    folder: 'log',
    request: (from, until) =>
      queryPath(`SELECT Id, EventType, LogDate, Interval, CreatedDate FROM EventLogFile
        WHERE Interval = '${interval}' AND EventType IN (${types.map((type) => `'${type}'`).join(', ')})
        AND CreatedDate >= ${soqlTime(from)} AND CreatedDate < ${soqlTime(until)} ORDER BY CreatedDate, Id`),
    nextIn: nextRecords,
    filesIn: (page) =>
      recordsOf(page, file).flatMap(({ Id, EventType, LogDate, CreatedDate, Interval }): LogFile[] => {
        const time = toEpoch(CreatedDate);
        if (time === undefined) return [];
        const name = `${LogDate.slice(0, 10)}/${LogDate.slice(11, 13)}-${EventType}-${Interval}-${Id}.csv`;
        return [{ id: Id, time, name, request: resourcePath(`sobjects/EventLogFile/${Id}/LogFile`) }];
      }),
    mayLack: 'event log files, which `View Event Log Files` gives',
    daysKept: 365,
    lateMs: 60 * 60_000,
  };
}

/** Queries write times without quotes. */
function soqlTime(time: number): string {
  return new Date(time).toISOString();
}
