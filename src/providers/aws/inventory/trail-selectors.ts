import type { Selector } from './facts.ts';
import type { Item } from './item.ts';

/**
 * Reads a classic event selector of a trail.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 */
export function readClassicSelector(item: Item): readonly Selector[] {
  const access = accessOf(item.text('ReadWriteType') ?? 'All');
  if (access === undefined) {
    item.reject('unknown value', 'ReadWriteType');
    return [];
  }
  const selectors: Selector[] = [];
  if (item.flag('IncludeManagementEvents') !== false) {
    const exceptSources = item.texts('ExcludeManagementEventSources');
    selectors.push({ kind: 'management', access, resources: [], exceptSources, limits: [] });
  }
  for (const data of item.items('DataResources')) {
    const kind = data.needed('Type');
    const patterns = data.texts('Values').map(resourcePattern);
    if (kind === undefined || patterns.length === 0) continue;
    const resources = patterns.includes('*') ? [] : patterns;
    selectors.push({ kind, access, resources, exceptSources: [], limits: [] });
  }
  return selectors;
}

/**
 * Reads an advanced event selector of a trail or event data store.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export function readAdvancedSelector(item: Item): readonly Selector[] {
  let kinds: readonly string[] = [];
  let access: Selector['access'] = 'all';
  let isManagement = false;
  const resources: string[] = [];
  const exceptSources: string[] = [];
  const limits: string[] = [];
  for (const field of item.items('FieldSelectors')) {
    const name = field.needed('Field');
    const equals = field.texts('Equals');
    if (name === 'eventCategory') {
      isManagement = equals.includes('Management');
    } else if (name === 'readOnly' && equals.length === 1) {
      access = equals[0] === 'true' ? 'read' : 'write';
    } else if (name === 'resources.type' && equals.length > 0) {
      kinds = equals;
    } else if (name === 'eventSource' && isOnly(field, 'NotEquals')) {
      exceptSources.push(...field.texts('NotEquals'));
    } else if (name === 'resources.ARN' && !hasNegation(field)) {
      resources.push(...equals);
      resources.push(...field.texts('StartsWith').map((prefix) => `${prefix}*`));
      resources.push(...field.texts('EndsWith').map((suffix) => `*${suffix}`));
    } else if (name !== undefined) {
      limits.push(...describeField(field, name));
    }
  }
  const shared = { access, resources, exceptSources, limits };
  return (isManagement ? ['management'] : kinds).map((kind) => ({ kind, ...shared }));
}

function accessOf(text: string): Selector['access'] | undefined {
  if (text === 'All') return 'all';
  if (text === 'ReadOnly') return 'read';
  return text === 'WriteOnly' ? 'write' : undefined;
}

/** A classic value is a prefix for S3, a whole service when it names only that, and an exact ARN otherwise. */
function resourcePattern(value: string): string {
  const resource = value.split(':').slice(5).join(':');
  if (resource === '') return '*';
  if (!value.includes(':s3:')) return value;
  return resource.includes('/') ? `${value}*` : `${value}/*`;
}

const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;

function isOnly(field: Item, operator: (typeof operators)[number]): boolean {
  return operators.every((name) => (name === operator) === field.texts(name).length > 0);
}

function hasNegation(field: Item): boolean {
  return operators.some((name) => name.startsWith('Not') && field.texts(name).length > 0);
}

function describeField(field: Item, name: string): readonly string[] {
  return operators.flatMap((operator) => {
    const values = field.texts(operator);
    return values.length === 0 ? [] : [`${name} ${operator} ${values.join(', ')}`.slice(0, 1000)];
  });
}
