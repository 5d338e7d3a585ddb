// The folder of compiled code (NODE_COMPILE_CACHE) is the program's: the preload leaves no file there.

import Module from 'node:module';
import { join, relative } from 'node:path';
import { crc32 } from '../model/crc32.ts';
import { guarded } from './patchMethod.ts';
import { realpathSync, unlinkSync } from './systemFiles.ts';

/**
 * Node keeps the compiled code of what it has loaded, and writes it at the thread's end, or when it is asked to: now, while
 * the preload is all that there is. Does nothing where the thread has no such folder.
 * @param preload - its path
 * @throws Error when that can't be followed
 */
export function leaveCompileCache(preload: string): void {
  const folder = Module.getCompileCacheDir();
  if (folder === undefined) return;
  Module.flushCompileCache();
  const path = realpathSync(preload);
  // The second where the folder may be moved together with the program (NODE_COMPILE_CACHE_PORTABLE).
  for (const name of [path, relative(folder, path).replaceAll('\\', '/')]) guarded(() => unlinkSync(join(folder, entryName(name))));
}

/** By which Node finds the code of a CommonJS file again: the CRC-32 of its kind, 0, and its path. */
function entryName(path: string): string {
  return crc32(Buffer.from(`\0${path}`))
    .toString(16)
    .padStart(8, '0');
}
