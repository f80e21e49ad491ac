import { api, type Shapes, sendFile } from '../../client/client.ts';

/** How much of some files has gone. */
export interface Sending {
  readonly files: number;
  readonly bytes: number;
  readonly sent: number;
}

/** Sends files one after another, and begins to load them; what they are of may stand empty. */
export async function loadFiles(
  files: readonly File[],
  account: string,
  onSending: (sending: Sending) => void,
): Promise<Shapes['Job']> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { id } = await api.startDrop(account);
  let gone = 0;
  for (const file of files) {
    const tell = (sent: number): void => onSending({ files: files.length, bytes, sent: gone + sent });
    tell(0);
    await sendFile(id, file, tell);
    gone += file.size;
  }
  return api.loadDrop(id);
}
