// The native addon that maps files, where it was built and Node lets it in.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Both throw the system's error. */
export interface Mapping {
  /** Maps a window of the file, which is made when it is not there and grows as needed; `start` and `length` in multiples of 64 KiB. */
  map(path: string, start: number, length: number): ArrayBuffer;
  /** Gives the pages back; the buffer is empty from then on. */
  unmap(window: ArrayBuffer): void;
}

/** The order of stores that readers rely on is known of these. */
const processors: ReadonlySet<string> = new Set(['x64', 'arm64']);

/**
 * Loads the addon that stands beside the preload. `process.dlopen` leaves nothing in the program's `require.cache`.
 * @returns undefined when there is none for this platform, or Node was told to load none
 */
export function loadMapping(preload: string): Mapping | undefined {
  const file = join(dirname(preload), 'native', `mapping-${process.platform}-${process.arch}.node`);
  if (!processors.has(process.arch) || !existsSync(file)) return undefined;
  try {
    const module = { exports: {} as Mapping };
    process.dlopen(module, file);
    return module.exports;
  } catch {
    return undefined;
  }
}
