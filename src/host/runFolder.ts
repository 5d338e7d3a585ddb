// A run's folder: where it lies, its manifest, and the segments that the program's threads append to.

import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { manifestFileName, parseSegmentFileName, type RunManifest, type SegmentName, segmentFileName } from '../model/launch.ts';
import { HostError, refusal } from './errors.ts';

/** The folder in the current one that traces go to without `--out`. */
const traceFolderName = '.trace-concurrency';

export interface RunPlace {
  /** Absolute; the segments' folder while the run records. It exists. */
  readonly folder: string;
  /** Absolute; the `.ctrace` of the end. */
  readonly file: string;
}

/**
 * Makes the folder for a run. Without `out` it is `.trace-concurrency/<time>-<program>/`, else it lies beside `out`.
 * @throws HostError OUTPUT_UNWRITABLE when it or the trace beside it could not be written
 */
export function makeRunFolder(cwd: string, out: string | undefined, program: string, now: Date): RunPlace {
  const wanted = out === undefined ? join(cwd, traceFolderName, `${timeStamp(now)}-${programName(program)}.ctrace`) : resolve(cwd, out);
  try {
    if (out !== undefined && isFolder(wanted)) throw new HostError('OUTPUT_UNWRITABLE', `${out}: expected a file to write, found a folder`);
    mkdirSync(dirname(wanted), { recursive: true });
    if (out === undefined) keepOutOfGit(dirname(wanted));
    return makeFirstFree(wanted, out !== undefined);
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError('OUTPUT_UNWRITABLE', `${out ?? dirname(wanted)}: can't be written: ${refusal(error)}`, { cause: error });
  }
}

/** Two runs may start in one second, and a killed run's folder may still be there. */
function makeFirstFree(wanted: string, fixedFile: boolean): RunPlace {
  const stem = wanted.endsWith('.ctrace') ? wanted.slice(0, -'.ctrace'.length) : `${wanted}.segments`;
  for (let attempt = 1; ; attempt++) {
    const folder = attempt === 1 ? stem : `${stem}-${attempt}`;
    const file = fixedFile ? wanted : `${folder}.ctrace`;
    if (!fixedFile && statSync(file, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      mkdirSync(folder);
      return { folder, file };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function keepOutOfGit(folder: string): void {
  const file = join(folder, '.gitignore');
  if (statSync(file, { throwIfNoEntry: false }) === undefined) writeFileSync(file, '*\n');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** `2026-11-21T09-15-30`, in local time: it sorts, and every file system takes it. */
function timeStamp(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replaceAll(':', '-');
}

function programName(program: string): string {
  const name = basename(program, extname(program))
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 60);
  return name === '' || /^[.-]+$/.test(name) ? 'program' : name;
}

/** Writes the manifest, whole or not at all. */
export function writeManifest(folder: string, manifest: RunManifest): void {
  const file = join(folder, manifestFileName);
  writeFileSync(`${file}.part`, `${JSON.stringify(manifest)}\n`);
  renameSync(`${file}.part`, file);
}

export interface ListedSegment extends SegmentName {
  readonly path: string;
}

/** The segments in a folder, oldest thread first, its chapters in order, what the host sampled (pid 0) last; what is named otherwise is not one. */
export function listSegments(folder: string): readonly ListedSegment[] {
  const segments: ListedSegment[] = [];
  for (const name of readdirSync(folder)) {
    const parts = parseSegmentFileName(name);
    if (parts !== null) segments.push({ path: join(folder, name), ...parts });
  }
  return segments.sort(
    (a, b) =>
      Number(a.pid === 0) - Number(b.pid === 0) ||
      a.startNs - b.startNs ||
      a.pid - b.pid ||
      a.threadId - b.threadId ||
      a.chapter - b.chapter,
  );
}

/** The threads whose segments are in a folder, oldest first, each with the paths of its chapters in order. */
export function listThreads(folder: string): readonly (readonly string[])[] {
  const threads = Map.groupBy(listSegments(folder), (segment) => segmentFileName({ ...segment, chapter: 0 }));
  return [...threads.values()].map((chapters) => chapters.map(({ path }) => path));
}

/**
 * Takes the folder away with all that the run put in it. A process that outlives the run may be about to make its segment
 * there, so the folder loses first the name by which that would find it. What can't be removed stays: the run has its trace.
 */
export function removeRunFolder(folder: string): void {
  const nameless = `${folder}.removed-${process.pid}`;
  try {
    // Tries again while a file comes into being of which the system had found the folder before.
    rmSync(isRenamed(folder, nameless) ? nameless : folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  } catch {}
}

function isRenamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
