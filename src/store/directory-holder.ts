import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The process that has the engine open on `data`, as far as this system tells. The engine itself is the one
 * to decide, but says so on the error stream and without a reason.
 */
export function holderOf(data: string): number | undefined {
  const status = join(data, 'status');
  const pid = pidIn(status);
  if (pid === undefined || pid === process.pid) return undefined;
  // A process number alone proves nothing: after a crash it may be someone else’s.
  return openFiles(pid).includes(status) ? pid : undefined;
}

function pidIn(status: string): number | undefined {
  try {
    const pid = /^PID: (\d+)/m.exec(readFileSync(status, 'utf8'))?.[1];
    return pid === undefined ? undefined : Number(pid);
  } catch {
    return undefined;
  }
}

function openFiles(pid: number): string[] {
  const directory = `/proc/${pid}/fd`;
  try {
    return readdirSync(directory).map((descriptor) => targetOf(join(directory, descriptor)));
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
