// One thread's records on their way to its segments: how they are written, where a gap begins and ends, and when a new file does.

import { join } from 'node:path';
import { type RecordingLimits, type SegmentName, segmentFileName } from '../../model/launch.ts';
import { segmentHeader } from '../../model/segment.ts';
import { codeOf, type GapReason, gapReasons } from '../../model/vocabulary.ts';
import { BufferedFrames } from './bufferedFrames.ts';
import { DiscardedFrames } from './discardedFrames.ts';
import type { Frames } from './frames.ts';
import { MappedFrames } from './mappedFrames.ts';
import type { Mapping } from './mapping.ts';
import { RememberingWriter } from './rememberingWriter.ts';
import { Rules } from './rules.ts';
import { SegmentFile } from './segmentFile.ts';

export interface SegmentPlace extends Omit<SegmentName, 'chapter'> {
  readonly folder: string;
}

/** Nothing is written now. */
interface Gap {
  readonly reason: GapReason;
  /** Records before those that are lost in it; null when they are left out on purpose. */
  readonly lostFrom: number | null;
  /** Where a mapped file ends; null when it is not mapped. */
  readonly endsAt: number | null;
}

/** Nothing here throws. */
export class Segments {
  readonly writer: RememberingWriter = new RememberingWriter();
  readonly #place: SegmentPlace;
  readonly #mapping: Mapping | undefined;
  readonly #rules: Rules;
  #frames: Frames;
  #file: SegmentFile;
  #path: string;
  #chapter = 0;
  #chapterBegan = 0;
  #chapterBytes = 0;
  #header = '';
  /** As the thread's header, or a record since, has told. */
  #toldBufferBytes: number;
  #gap: Gap | null = null;
  #lost = 0;
  /** Records of our own are being written: no rule is asked. */
  #isBusy = false;

  /** @param mapping - maps the files; undefined to write them by JavaScript's own means */
  constructor(place: SegmentPlace, limits: RecordingLimits, mapping: Mapping | undefined) {
    this.#place = place;
    this.#mapping = mapping;
    this.#rules = new Rules(place.folder, limits);
    this.#path = join(place.folder, segmentFileName({ ...place, chapter: 0 }));
    this.#file = new SegmentFile(this.#path, segmentHeader());
    this.#frames = this.#open(0);
    this.#toldBufferBytes = this.#frames.bufferBytes;
  }

  /** Bytes of records that a sudden death can lose. */
  get bufferBytes(): number {
    return this.#frames.bufferBytes;
  }

  get hasUnwritten(): boolean {
    return this.#frames.hasUnwritten;
  }

  /** Writes what every file of the thread begins with. */
  begin(time: number, header: string): void {
    this.#header = header;
    this.#chapterBegan = time;
    this.#ensureRoom(header.length * 3);
    this.writer.thread(header);
  }

  /** Makes room for a record with so many bytes of text. */
  makeRoom(textBytes: number, time: number): void {
    this.look(time);
    this.#ensureRoom(textBytes);
  }

  /** Does what the rules ask for at `time`: nothing, nearly always. */
  look(time: number): void {
    if (this.#isBusy || this.#gap?.reason === 'lost') return;
    const reason = this.#rules.whyNot(time, this.writer.output.total);
    const isFull = reason === null && this.#rules.isChapterFull(this.#chapterBegan, time, this.#chapterBytes);
    if (this.#gap === null ? reason === null && !isFull : reason !== null) return;
    this.#isBusy = true;
    if (reason !== null) this.#leaveOut(reason, time);
    else if (isFull) this.#nextChapter(time);
    else this.#goOn(time);
    this.#isBusy = false;
  }

  flush(): void {
    this.#frames.flush();
  }

  /** Writes the last record, and how many were lost. What is recorded after it is nobody's. */
  end(time: number, exitCode: number): void {
    this.#isBusy = true;
    if (this.#gap === null) {
      this.#ensureRoom(0);
      this.writer.end(time, exitCode, this.#lost);
      this.#frames.flush();
      if (this.#frames.hasUnwritten) this.#giveUp();
    }
    if (this.#gap !== null) {
      this.#goOn(time);
      this.writer.end(time, exitCode, this.#lost);
    }
    this.#frames.close();
    this.#file.close();
    this.#frames = new DiscardedFrames(this.writer.output);
  }

  /** The file from byte `at` on; null is at its end, wherever that is. */
  #open(at: number | null): Frames {
    const { output } = this.writer;
    if (this.#mapping !== undefined && at !== null) {
      try {
        return new MappedFrames(output, this.#path, this.#mapping, at);
      } catch {
        // No room for it on the disk, or a file system that maps nothing.
        this.#file.isBegun = at > 0;
      }
    }
    return new BufferedFrames(output, this.#file);
  }

  #ensureRoom(textBytes: number): void {
    const { output } = this.writer;
    if (output.length + textBytes <= output.limit) return;
    this.#chapterBytes += output.length - output.frameAt;
    if (this.#frames.makeRoom(textBytes)) return;
    if (this.#frames instanceof MappedFrames) this.#goOnBuffered();
    else this.#giveUp();
    this.#ensureRoom(textBytes);
  }

  /** The disk has no room for another window, or the file's name has gone. */
  #goOnBuffered(): void {
    this.#file.isBegun = true;
    this.#frames = new BufferedFrames(this.writer.output, this.#file);
    this.#tellBuffering();
  }

  #tellBuffering(): void {
    const { bufferBytes } = this.#frames;
    if (bufferBytes === this.#toldBufferBytes) return;
    this.#toldBufferBytes = bufferBytes;
    this.writer.buffering(bufferBytes);
  }

  /** Nothing more can be written: from here on records are lost, and counted. */
  #giveUp(): void {
    const { output } = this.writer;
    this.#gap = { reason: 'lost', lostFrom: output.total - output.count, endsAt: null };
    this.writer.stopTelling();
    this.#frames = new DiscardedFrames(output);
  }

  #leaveOut(reason: GapReason, time: number): void {
    this.#ensureRoom(0);
    this.writer.leavingOut(time, codeOf(gapReasons, reason));
    this.#frames.close();
    if (this.#frames.hasUnwritten) return this.#giveUp();
    this.writer.stopTelling();
    this.#gap = { reason, lostFrom: null, endsAt: this.#frames instanceof MappedFrames ? this.#frames.endsAt : null };
    this.#frames = new DiscardedFrames(this.writer.output);
  }

  #goOn(time: number): void {
    const { lostFrom, endsAt } = this.#gap!;
    const { total } = this.writer.output;
    if (lostFrom !== null) this.#lost += total - lostFrom;
    this.#gap = null;
    this.#frames = this.#open(endsAt);
    this.#tell(time, total, false);
  }

  #nextChapter(time: number): void {
    this.#frames.close();
    if (this.#frames.hasUnwritten) return this.#giveUp();
    this.#file.close();
    this.#chapter++;
    this.#chapterBytes = 0;
    this.#path = join(this.#place.folder, segmentFileName({ ...this.#place, chapter: this.#chapter }));
    this.#file = new SegmentFile(this.#path, segmentHeader());
    this.#frames = this.#open(0);
    this.begin(time, this.#header);
    this.#tell(time, this.writer.output.total, true);
  }

  #tell(time: number, records: number, all: boolean): void {
    this.writer.tellAgain(time, { records, lost: this.#lost }, all, (textBytes) => this.#ensureRoom(textBytes));
    this.#ensureRoom(0);
    this.#tellBuffering();
  }
}
