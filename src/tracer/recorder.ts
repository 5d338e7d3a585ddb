// The recorder: one thread's records, from the hooks' calls to frames in its segment file.

import type { RecordingLimits } from '../model/launch.ts';
import type { Site } from '../model/wire/records.ts';
import type { RecordWriter } from '../model/wire/recordWriter.ts';
import type { Clock } from './clock.ts';
import type { Mapping } from './recording/mapping.ts';
import { type SegmentPlace, Segments } from './recording/segments.ts';
import { TaskRecorder } from './taskRecorder.ts';

/** The oldest that a buffered record gets while the event loop turns. */
const oldestNs = 20e6;

/** Units of a text beyond this are cut, so that no record outgrows the buffer. */
const longestTextUnits = 16384;

/** A record with a text says to {@link begin} how long the text is, or uses one of the methods below. Nothing here throws. */
export class Recorder extends TaskRecorder {
  /** The place in the source whose call makes the next promise or resource; 0 when it is not known. */
  creationSite = 0;
  /** Work of our own is being done on the program's thread: what comes into being has no record. */
  isQuiet = false;
  /** Asks for a call of {@link flush} in due time; set by flushTimer.ts. */
  requestFlush: () => void = () => {};
  /**
   * Called after the last record. A promise may still settle while Node takes the thread down, such as that of a wait of
   * ours: if that calls a hook, the engine throws, and under `--abort-on-uncaught-exception` the process dies of it.
   */
  whenEnded: () => void = () => {};

  readonly #segments: Segments;
  readonly #strings = new Map<string, number>();
  #sites = 0;
  #endpoints = 0;
  #flushedAt: number;
  #ended = false;

  /** @param mapping - maps the segments' files; undefined to write them by JavaScript's own means */
  constructor(place: SegmentPlace, clock: Clock, limits: RecordingLimits, mapping?: Mapping) {
    const segments = new Segments(place, limits, mapping);
    super(clock, segments.writer);
    this.#segments = segments;
    this.#flushedAt = clock.time;
  }

  /** Bytes of records that a sudden death can lose. */
  get bufferBytes(): number {
    return this.#segments.bufferBytes;
  }

  /** Writes the thread's header, the first of its records. */
  start(header: string): void {
    this.#segments.begin(this.clock.time, header);
    this.#segments.look(this.clock.time);
  }

  /** As {@link begin}, for the record of something that came into being: says first where. */
  beginCreation(): RecordWriter {
    const writer = this.begin();
    if (this.creationSite === 0) return writer;
    writer.createdAt(this.creationSite);
    this.creationSite = 0;
    return this.begin();
  }

  /** Reads the clock. */
  now(): number {
    return this.clock.read();
  }

  /** From now on nothing is recorded. @returns what ends that */
  beQuiet(): () => void {
    const wasQuiet = this.isQuiet;
    this.isQuiet = true;
    return () => {
      this.isQuiet = wasQuiet;
    };
  }

  /** Runs work of our own, synchronous; what it creates is not recorded. */
  quietly<T>(body: () => T): T {
    const wasQuiet = this.isQuiet;
    this.isQuiet = true;
    try {
      return body();
    } finally {
      this.isQuiet = wasQuiet;
    }
  }

  /** The id of a text in this segment. */
  intern(text: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    this.begin(text.length).string(text);
    this.#strings.set(text, this.#strings.size + 1);
    return this.#strings.size;
  }

  /** @returns the id of the file's first site; the others follow */
  sourceFile(path: string, sites: readonly Site[]): number {
    let units = path.length;
    for (let index = 0; index < sites.length; index++) units += sites[index]!.name.length + 8; // kind, two lengths and two numbers take at most 24 bytes
    this.begin(units).sourceFile(path, sites);
    const first = this.#sites + 1;
    this.#sites += sites.length;
    return first;
  }

  /** Defines one end of a channel. @returns its id in this segment */
  endpoint(transport: number, key: string): number {
    const text = cut(key);
    this.begin(text.length).endpoint(transport, text);
    return ++this.#endpoints;
  }

  mark(kind: number, text: string): void {
    const short = cut(text);
    this.begin(short.length).mark(this.clock.read(), kind, short);
    this.requestFlush();
  }

  /** A span that has just ended. */
  span(kind: number, startedAgoNs: number, durationNs: number, text: string): void {
    const short = cut(text);
    this.begin(short.length).span(this.clock.read(), kind, startedAgoNs, durationNs, short);
  }

  /** Whether there are records that are in memory only. */
  get hasUnwritten(): boolean {
    return this.#segments.hasUnwritten;
  }

  /** A callback begins at `time`: what is too old is written out, and what the run asks of its recorders is done. */
  turn(time: number): void {
    this.#segments.look(time);
    if (time - this.#flushedAt > oldestNs && this.hasUnwritten) this.flush();
  }

  /** Writes out what is in memory only; what can't be written is kept for the next time, within bounds. */
  flush(): void {
    this.#flushedAt = this.clock.time;
    this.#segments.flush();
  }

  /** Writes the last record and closes the file. */
  end(exitCode: number): void {
    if (this.#ended) return;
    this.clock.read();
    this.begin();
    this.#ended = true;
    this.#segments.end(this.clock.time, exitCode);
    this.whenEnded();
  }

  protected override makeRoom(textBytes: number): void {
    this.#flushedAt = this.clock.time;
    this.#segments.makeRoom(textBytes, this.clock.time);
  }
}

function cut(text: string): string {
  return text.length > longestTextUnits ? text.slice(0, longestTextUnits) : text;
}
