// How much is recorded so far, on one line that is rewritten.

import { RecordCount } from '../host/countRecords.ts';
import type { RunPlace } from '../host/runFolder.ts';
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
      const recorded = new RecordCount(folder);
      timer = setInterval(() => stream.write(`${begin}${progressLine(recorded, (performance.now() - startedAt) * 1e6)}${end}`), everyMs);
    },
    stop() {
      clearInterval(timer);
      if (stream.isTTY) stream.write(`${begin}${end}`);
    },
  };
}

function progressLine(recorded: RecordCount, elapsedNs: number): string {
  const { threads, bytes } = recorded.look();
  return `recording ${formatDuration(elapsedNs)}: ${formatQuantity(threads, 'thread')}, ${formatBytes(bytes)}`;
}
