// Where a trace stands on disk: the `.ctrace` of a run that has ended, or the folder that a run appends to, which is named the same without `.ctrace`.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listSegments } from '../../host/runFolder.ts';
import { liveWriters } from '../../host/writers.ts';
import { manifestFileName } from '../../model/launch.ts';

export interface TracePlace {
  /** What to read. */
  readonly path: string;
  /** `recording`: a process writes to it; `silent`: a run's folder to which none does, because it begins, ends, or lost its host. */
  readonly kind: 'file' | 'recording' | 'silent';
  /** Changes whenever there may be more to read. */
  readonly state: string;
}

const extension = '.ctrace';

/** The folder in which the run that ends as `file` is recorded. */
export function runFolderOf(file: string): string {
  return file.endsWith(extension) ? file.slice(0, -extension.length) : `${file}.segments`;
}

/** What there is to read of the trace called `file`; the file itself when there is neither it nor a run's folder: its reader says so. */
export function placeOfTrace(file: string): TracePlace {
  const found = statSync(file, { throwIfNoEntry: false });
  const folder = runFolderOf(file);
  if (found !== undefined || !existsSync(join(folder, manifestFileName))) {
    return { path: file, kind: 'file', state: `${found?.size} ${found?.mtimeMs}` };
  }
  const sizes = listSegments(folder).map(({ path }) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  return { path: folder, kind: liveWriters(folder).length > 0 ? 'recording' : 'silent', state: `${folder} ${sizes.join()}` };
}
