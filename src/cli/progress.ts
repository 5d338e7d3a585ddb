// How much is recorded so far, on one line that is rewritten.

import { statSync } from 'node:fs';
import type { RunPlace } from '../host/runFolder.ts';
import { listSegments } from '../host/runFolder.ts';
import { formatBytes, formatDuration, formatQuantity } from '../layout/format.ts';

const everyMs = 500;

export interface Progress {
  readonly started: (place: RunPlace) => void;
  readonly stop: () => void;
}

/** On a terminal the line is rewritten, elsewhere each is one of its own. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  let timer: NodeJS.Timeout | undefined;
  const [begin, end] = stream.isTTY ? ['\r', '\u001b[K'] : ['', '\n'];
  return {
    started({ folder }) {
      const startedAt = performance.now();
      timer = setInterval(() => stream.write(`${begin}${progressLine(folder, (performance.now() - startedAt) * 1e6)}${end}`), everyMs);
    },
    stop() {
      clearInterval(timer);
      if (stream.isTTY) stream.write(`${begin}${end}`);
    },
  };
}

function progressLine(folder: string, elapsedNs: number): string {
  // What the host samples is no thread's.
  const sizes = listSegments(folder).flatMap(({ path, pid }) => (pid === 0 ? [] : (statSync(path, { throwIfNoEntry: false })?.size ?? 0)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return `recording ${formatDuration(elapsedNs)}: ${formatQuantity(sizes.length, 'thread')}, ${formatBytes(bytes)}`;
}
