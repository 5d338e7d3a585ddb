// A file that appears only when it is whole: written under another name in the same folder, then renamed.

import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface FileBeside {
  /** Appends all of `bytes`. */
  write(bytes: Uint8Array): void;
  /** Gives the file its name, replacing what had it. */
  finish(): void;
  /** Takes away what was written; nothing happens after {@link finish}. */
  discard(): void;
}

/** Opens a file that will be called `path`. @throws the system's error when its folder can't be written */
export function openBeside(path: string): FileBeside {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const file = openSync(beside, 'wx');
  let state: 'open' | 'closed' | 'gone' = 'open';
  const close = (): void => {
    if (state !== 'open') return;
    state = 'closed';
    closeSync(file);
  };
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    },
    finish() {
      close();
      renameSync(beside, path);
      state = 'gone';
    },
    discard() {
      close();
      if (state === 'closed') unlinkSync(beside);
      state = 'gone';
    },
  };
}

/** Writes `parts` to `path`, all or nothing. @throws the system's error, or that of `parts`; nothing stays then */
export function writeFileBeside(path: string, parts: Iterable<Uint8Array>): void {
  const file = openBeside(path);
  try {
    for (const part of parts) file.write(part);
    file.finish();
  } finally {
    file.discard();
  }
}
