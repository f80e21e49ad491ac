import { isMaybeApi, readLogFormats } from '../catalogue/index.ts';
import { isKeyText } from './read-rows.ts';

/** Tells what kind of inventory a file is by its first text: an OpenAPI document, a server’s configuration, a list of keys. */
export function recogniseInventory(head: string): 'openapi' | 'log-format' | 'keys' | undefined {
  if (isMaybeApi(head) && /^\s*(["'{#]|---|%YAML|[\w-]+:)/.test(head)) return 'openapi';
  if (readLogFormats(head).length > 0) return 'log-format';
  return isKeyText(head) ? 'keys' : undefined;
}
