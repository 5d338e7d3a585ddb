// The launch contract: what the host hands to the tracer inside a traced program, and where the tracer writes.

import type { MachineDescription } from './machine.ts';

/** The environment variable that carries a {@link LaunchContract} as JSON into a traced process. The preload removes it before the program's first line. */
export const launchVariable = 'TRACE_CONCURRENCY_LAUNCH';

/** The global through which instrumented source calls the tracer. Not enumerable. */
export const runtimeGlobal = '__tc$';

export interface LaunchContract {
  /** Identity of the run; every segment repeats it. */
  readonly run: string;
  /** Absolute folder that the segments are appended to. */
  readonly folder: string;
  /** Absolute path of the built preload, for the children. */
  readonly preload: string;
  /** Absolute folder of the cache of instrumented source. */
  readonly cache: string;
  /** `process.hrtime` of the run's start in nanoseconds, as a decimal: time 0 of every record. */
  readonly origin: string;
  readonly level: 'light' | 'full';
  /** The NODE_OPTIONS that the program would have had; null when it had none. */
  readonly nodeOptions: string | null;
  /** Whether console, stdout and stderr lines are recorded (cut at {@link textLimit}). */
  readonly output: boolean;
  /** `mapped`: where it can be had, else buffered. */
  readonly recording: Recording;
  readonly limits: RecordingLimits;
  /** The pipes that lead from the program's stdio out of the run, by the system's names for them; absent until its first process has looked. */
  readonly outside?: readonly string[];
}

/** What a recording may take. Null is without limit. */
export interface RecordingLimits {
  /** Only the last so many nanoseconds are kept, or a little more; what is older is dropped while the program runs. */
  readonly keepNs: number | null;
  /** Bytes that the segments of the run may take, about. What comes then is left out; with `keepNs`, what is oldest. */
  readonly bytes: number | null;
  /** Records of a thread in each second; what comes then is left out, until the next second. */
  readonly recordsASecond: number | null;
}

export const noLimits: RecordingLimits = { keepNs: null, bytes: null, recordsASecond: null };

/** How a thread writes its records: into mapped pages of its segment file, or into a buffer of its own first. */
export type Recording = 'mapped' | 'buffered';

/** The longest text of a console or output line in a trace, in UTF-16 units. */
export const textLimit = 200;

/** While a file of this name is in the run's folder, nothing is recorded. */
export const stopFileName = 'stopped';

/** Which thread a segment is of, and which part of its records it has. */
export interface SegmentName {
  readonly pid: number;
  readonly startNs: number;
  readonly threadId: number;
  /** A thread that drops what is old goes on in a new file from time to time: 0, 1, 2 … */
  readonly chapter: number;
}

/** A segment's file name. */
export function segmentFileName({ pid, startNs, threadId, chapter }: SegmentName): string {
  return `${pid}-${Math.round(startNs)}-${threadId}${chapter === 0 ? '' : `.${chapter}`}.segment`;
}

/** The inverse of {@link segmentFileName}; null for a file that is no segment. */
export function parseSegmentFileName(name: string): SegmentName | null {
  const parts = /^(\d+)-(-?\d+)-(\d+)(?:\.(\d+))?\.segment$/.exec(name);
  if (parts === null) return null;
  return { pid: Number(parts[1]), startNs: Number(parts[2]), threadId: Number(parts[3]), chapter: Number(parts[4] ?? 0) };
}

/** The file of a run's folder that the host writes at its start; its content is a {@link RunManifest} as JSON. */
export const manifestFileName = 'run.json';

export interface RunManifest {
  readonly version: number;
  readonly run: string;
  /** Wall-clock time of the run's start, ISO 8601 with milliseconds. */
  readonly startedAt: string;
  /** As {@link LaunchContract.origin}. */
  readonly origin: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly level: 'light' | 'full';
  readonly machine: MachineDescription;
  /** Written when the run has ended: how the program ended. */
  readonly ended?: { readonly atNs: number; readonly code: number | null; readonly signal: string | null };
}

/** First record of every segment: who writes it. */
export interface ThreadHeader {
  readonly run: string;
  readonly pid: number;
  readonly parentPid: number;
  /** 0 in a process's main thread. */
  readonly threadId: number;
  /** Thread that created this worker; null in a main thread. */
  readonly parentThreadId: number | null;
  /** Worker's name, else the program's file name. */
  readonly name: string;
  readonly argv: readonly string[];
  readonly nodeVersion: string;
  readonly v8Version?: string;
  readonly uvVersion?: string;
  /** What the operating system calls the thread, in the process's own view; 0 when that is not known. */
  readonly osThread?: number;
  /** `UV_THREADPOOL_SIZE` as the process found it; absent when it was not set. */
  readonly threadPoolSize?: string;
  readonly startNs: number;
  /** The largest error of a record's time against a clock read at its point. */
  readonly clockErrorNs: number;
  readonly recording: Recording;
  /** Bytes that the recorder buffers before it writes: the bound of what a sudden death loses; 0 when it is mapped. */
  readonly bufferBytes: number;
}
