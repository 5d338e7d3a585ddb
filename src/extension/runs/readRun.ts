// What the list says of a run, from the first bytes of its trace or from the folder that it is recorded in.

import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { countPackedRecords, RecordCount } from '../../host/countRecords.ts';
import { readManifest } from '../../host/readRecordedRun.ts';
import { chunkKinds } from '../../model/container.ts';
import { decodeContainer } from '../../model/decodeContainer.ts';
import { manifestFileName, type RunManifest } from '../../model/launch.ts';
import { parseManifest } from '../../model/manifest.ts';
import { decodeUtf8 } from '../../model/wire/utf8.ts';
import { runFolderOf } from '../editor/traceOnDisk.ts';

export interface ListedRun {
  /** The `.ctrace`; of an unfinished run the one that it would have become. */
  readonly file: string;
  /** Null when its beginning can't be read. */
  readonly manifest: RunManifest | null;
  /** `unfinished`: a run's folder, recorded into or left behind. */
  readonly kind: 'finished' | 'unfinished';
  readonly bytes: number;
  /** How many were recorded; of an unfinished run so far. */
  readonly records: number;
  readonly changedMs: number;
}

/** Read again only when the file has changed. */
const finished = new Map<string, ListedRun>();

/** More than any manifest takes. */
const headBytes = 64 * 1024;

/** The runs in a folder of traces, newest first; none when there is no such folder. */
export function listRuns(folder: string): readonly ListedRun[] {
  const names = readNames(folder);
  const runs = names.flatMap((name): ListedRun[] => {
    const run = name.endsWith('.ctrace') ? readFile(join(folder, name)) : readFolder(join(folder, name));
    return run === null ? [] : [run];
  });
  const files = new Set(runs.filter(({ kind }) => kind === 'finished').map(({ file }) => file));
  return runs.filter(({ kind, file }) => kind === 'finished' || !files.has(file)).sort((one, other) => startOf(other) - startOf(one));
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function startOf({ manifest, changedMs }: ListedRun): number {
  return manifest === null ? changedMs : Date.parse(manifest.startedAt);
}

/** The run whose trace is or will be `file`; null when there is neither. */
export function readRunAt(file: string): ListedRun | null {
  return readFile(file) ?? readFolder(runFolderOf(file));
}

function readFile(file: string): ListedRun | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return null;
  const before = finished.get(file);
  if (before?.bytes === stat.size && before.changedMs === stat.mtimeMs) return before;
  const manifest = manifestOf(file);
  const records = orNull(() => countPackedRecords(file)) ?? 0;
  const run: ListedRun = { file, manifest, kind: 'finished', bytes: stat.size, records, changedMs: stat.mtimeMs };
  finished.set(file, run);
  return run;
}

function readFolder(folder: string): ListedRun | null {
  const stat = statSync(join(folder, manifestFileName), { throwIfNoEntry: false });
  if (stat === undefined) return null;
  const manifest = orNull(() => readManifest(folder));
  const records = new RecordCount(folder).read();
  return { file: `${folder}.ctrace`, manifest, kind: 'unfinished', bytes: 0, records, changedMs: stat.mtimeMs };
}

function manifestOf(file: string): RunManifest | null {
  return orNull(() => {
    const [first] = decodeContainer(readHead(file)).chunks;
    return first?.kind === chunkKinds.manifest ? parseManifest(decodeUtf8(first.payload)) : null;
  });
}

function readHead(file: string): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const head = new Uint8Array(headBytes);
    return head.subarray(0, readSync(handle, head));
  } finally {
    closeSync(handle);
  }
}

/** A trace is untrusted; one that can't be read is listed all the same. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
