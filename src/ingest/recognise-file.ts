import type { Provider } from '../providers/provider.ts';
import { providers } from '../providers/register.ts';
import type { InspectedFile } from './inspect-file.ts';
import type { FileRecord } from './record-files.ts';

export type Verdict =
  | { readonly kind: 'calls'; readonly provider: Provider; readonly envelope: string }
  | { readonly kind: 'inventory'; readonly provider: Provider; readonly address: string }
  /** Nothing to load: what to write down about it. */
  | { readonly kind: 'nothing'; readonly record: FileRecord };

/** Asks each provider whether a file is its own. A file of nobody’s is unreadable, not forgotten. */
export function recogniseFile(file: InspectedFile): Verdict {
  if (file.bytes === 0) return { kind: 'nothing', record: recordOf(file, '', { ignored: 'empty file' }) };
  // A list of which there is none, as APIs answer.
  if (file.isHeadAll && /^\s*(\[\s*\]|\{\s*\})\s*$/.test(file.head)) {
    return { kind: 'nothing', record: recordOf(file, '', { ignored: 'nothing is listed in it' }) };
  }
  // The demo organisation’s own answer key lies among its logs.
  if (/^\s*\{\s*"schema"\s*:\s*"scopelight\./.test(file.head)) {
    return { kind: 'nothing', record: recordOf(file, '', { ignored: 'written by scopelight' }) };
  }
  for (const provider of providers()) {
    const { path, head: text, bytes } = file;
    const recognised = provider.recognise({ path, text, bytes, isCompressed: file.compression !== 'none' });
    if (!recognised) continue;
    switch (recognised.kind) {
      case 'calls':
        return { kind: 'calls', provider, envelope: recognised.envelope };
      case 'inventory':
        return { kind: 'inventory', provider, address: recognised.address ?? '' };
      case 'ignored':
        return { kind: 'nothing', record: recordOf(file, provider.id, { ignored: recognised.reason }) };
    }
  }
  const isPacked = file.compression !== 'none' && file.head === '';
  const reason = isPacked
    ? `${file.compression} data that cannot be unpacked`
    : 'neither a log nor an inventory that any provider knows';
  return { kind: 'nothing', record: recordOf(file, '', { unreadable: reason }) };
}

function recordOf(
  file: InspectedFile,
  provider: string,
  why: { ignored?: string; unreadable?: string },
): FileRecord {
  return {
    provider,
    contentId: file.contentId,
    fileId: file.fileId,
    path: file.path,
    bytes: file.bytes,
    kind: 'ignored',
    envelope: '',
    calls: 0,
    ignored: why.ignored ? { [why.ignored]: 1 } : {},
    unreadable: why.unreadable ? [{ offset: 0, reason: why.unreadable }] : [],
    unreadableCount: why.unreadable ? 1 : 0,
  };
}
