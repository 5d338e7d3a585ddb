// Reads a trace again whenever there is more of it, until its run has ended.

import { placeOfTrace, type TracePlace } from './traceOnDisk.ts';

const everyMs = 300;
/** Reading may take at most this part of the time: a long run is read less often. */
const readingPart = 1 / 4;
/** A run's folder that has no writer for this long has lost its host: nobody will pack it. */
const patienceMs = 4000;

/**
 * Reads the trace called `file` now, and again whenever it has grown.
 * @param read - reads what stands at a path; `live`: more may come
 * @param failed - hears why the first reading failed; later ones are tried again: a file may be in the middle of its renaming
 * @returns what ends it
 */
export function followTrace(file: string, read: (path: string, live: boolean) => void, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  let heardAtMs = performance.now();

  const step = (): void => {
    const startedAt = performance.now();
    let place: TracePlace | null = null;
    try {
      place = placeOfTrace(file);
      if (place.kind === 'recording') heardAtMs = startedAt;
      const live = place.kind !== 'file' && startedAt - heardAtMs < patienceMs;
      const now = `${place.state} ${live}`;
      if (now !== last) read(place.path, live);
      last = now;
    } catch (error) {
      if (last === '' || place?.kind === 'file') {
        failed(error);
        return;
      }
    }
    if (place?.kind !== 'file') timer = setTimeout(step, Math.max(everyMs, (performance.now() - startedAt) / readingPart));
  };
  step();
  return () => clearTimeout(timer);
}
