// The recorder: one thread's records, from the hooks' calls to frames in its segment file.

import { frameHeaderBytes, segmentHeader, writeFrameHeader } from '../model/segment.ts';
import type { Site } from '../model/wire/records.ts';
import { longestFixedRecord, RecordWriter } from '../model/wire/recordWriter.ts';
import type { Clock } from './clock.ts';
import { PromiseStamp } from './promiseStamp.ts';
import { SegmentFile } from './segmentFile.ts';

/** Bytes that are buffered before they are written: what a sudden death loses at most. */
export const bufferBytes = 65536;

/** While the file can't be written, records are kept up to here; after that they are lost and counted. */
const longestBacklogBytes = 4 << 20;

/** The oldest that a buffered record gets while the event loop turns. */
const oldestNs = 20e6;

/** Units of a text beyond this are cut, so that no record outgrows the buffer. */
const longestTextUnits = 16384;

/**
 * Every record goes through {@link begin}: `recorder.begin().settle(time, id)`. A record with a text says how long the
 * text is, or uses one of the methods below. Nothing here throws.
 */
export class Recorder {
  readonly clock: Clock;
  /** The promise of the reaction that began last; see promises.ts. */
  reaction: object | undefined;
  reactionTime = 0;
  /** It has not yet been told of. */
  isReactionPending = false;
  /** It is the continuation of an instrumented await, and runs. */
  isContinuation = false;
  /** The reaction that was told of and has not ended. */
  openReaction = 0;
  /** The place in the source whose call makes the next promise or resource; 0 when it is not known. */
  creationSite = 0;
  /** Work of our own is being done on the program's thread: what comes into being has no record. */
  isQuiet = false;
  /** Asks for a call of {@link flush} in due time; set by flushTimer.ts. */
  requestFlush: () => void = () => {};

  readonly #writer = new RecordWriter(bufferBytes);
  readonly #file: SegmentFile;
  readonly #strings = new Map<string, number>();
  /** Beyond this many bytes the buffer is written out before the next record. */
  #full = bufferBytes - longestFixedRecord;
  #sites = 0;
  #lost = 0;
  #endpoints = 0;
  #flushedAt: number;
  #flushedTime = 0;
  #discarding = false;
  #ended = false;

  constructor(path: string, clock: Clock) {
    this.clock = clock;
    this.#file = new SegmentFile(path, segmentHeader());
    this.#flushedAt = clock.time;
    this.#writer.output.length = frameHeaderBytes;
  }

  /** The writer, with room for one record whose texts have `textUnits` UTF-16 units. */
  begin(textUnits = 0): RecordWriter {
    if (this.#writer.output.length + textUnits * 3 > this.#full) this.#makeRoom(textUnits * 3);
    if (this.isReactionPending) this.#startReaction();
    return this.#writer;
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

  /** Promise ids given so far. */
  get promises(): number {
    return this.#writer.promises;
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
    for (const site of sites) units += site.name.length + 8; // kind, two lengths and two numbers take at most 24 bytes
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

  /** Whether there are records that are not yet in the file. */
  get hasUnwritten(): boolean {
    return this.#writer.output.length > frameHeaderBytes;
  }

  /** Writes the buffer out when its oldest record may be too old at `time`. */
  flushIfOld(time: number): void {
    if (time - this.#flushedAt > oldestNs && this.hasUnwritten) this.flush();
  }

  /** Writes the buffer out; what can't be written is kept for the next time, within bounds. */
  flush(): void {
    const output = this.#writer.output;
    this.#flushedAt = this.clock.time;
    if (output.length === frameHeaderBytes || this.#ended) return;
    if (this.#discarding) {
      this.#lost += this.#writer.takeCount();
      output.length = frameHeaderBytes;
      return;
    }
    writeFrameHeader(output.bytes, 0, output.length - frameHeaderBytes, this.#writer.count);
    if (!this.#file.append(output.bytes.subarray(0, output.length))) return;
    this.#writer.takeCount();
    this.#flushedTime = this.clock.time;
    output.length = frameHeaderBytes;
  }

  /** Writes the last record and closes the file. */
  end(exitCode: number): void {
    if (this.#ended) return;
    this.clock.read();
    this.begin();
    if (!this.#discarding) this.#writer.end(this.clock.time, exitCode, this.#lost);
    this.flush();
    if (this.#discarding || this.hasUnwritten) this.#endAfterLoss(exitCode);
    this.#ended = true;
    this.#file.close();
  }

  /** The differences of the lost records are missing too: this one is told from the last frame that was written. */
  #endAfterLoss(exitCode: number): void {
    const lost = this.#lost + this.#writer.takeCount();
    const last = new RecordWriter(longestFixedRecord + frameHeaderBytes);
    last.output.length = frameHeaderBytes;
    last.end(this.clock.time - this.#flushedTime, exitCode, lost);
    writeFrameHeader(last.output.bytes, 0, last.output.length - frameHeaderBytes, 1);
    this.#file.append(last.output.bytes.subarray(0, last.output.length));
  }

  #startReaction(): void {
    this.isReactionPending = false;
    const reaction = this.reaction === undefined ? 0 : PromiseStamp.of(this.reaction);
    // The continuation of an await whose promise was rejected.
    if (reaction === 0) return;
    this.openReaction = reaction;
    this.#writer.reactionStart(this.reactionTime, reaction);
    if (this.#writer.output.length > this.#full) this.#makeRoom(0);
  }

  #makeRoom(textBytes: number): void {
    this.flush();
    const output = this.#writer.output;
    const needed = output.length + textBytes + longestFixedRecord * 2;
    if (needed <= output.bytes.length) return;
    if (needed > longestBacklogBytes && output.length > frameHeaderBytes) {
      this.#discarding = true;
      this.flush();
      return this.#makeRoom(textBytes);
    }
    const larger = new Uint8Array(Math.max(needed, output.bytes.length * 2));
    larger.set(output.bytes.subarray(0, output.length));
    output.bytes = larger;
    this.#full = larger.length - longestFixedRecord;
  }
}

function cut(text: string): string {
  return text.length > longestTextUnits ? text.slice(0, longestTextUnits) : text;
}
