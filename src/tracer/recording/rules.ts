// What may be recorded at a time: not while recording is stopped, not beyond the run's bytes, not above a rate; and what is dropped again.

import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseSegmentFileName, type RecordingLimits, type SegmentName, stopFileName } from '../../model/launch.ts';
import type { GapReason } from '../../model/vocabulary.ts';
import { unseen } from '../unseenStat.ts';

// Taken now: the program may replace the functions of node:fs later.
const file = { list: readdirSync, stat: statSync, remove: unlinkSync };

/** The folder is looked at not more often than that, and only while there is something to record: nothing wakes the program for it. */
const lookEveryNs = 100e6;
const second = 1e9;
/** What is kept of the last seconds is in so many chapters: so much more than was asked for is kept, in parts. */
const chapters = 4;
/** With a limit of bytes, a chapter has this part of it. */
const chapterShare = 1 / 16;

interface SegmentOnDisk extends SegmentName {
  readonly path: string;
  readonly bytes: number;
  readonly changedMs: number;
}

/** Nothing here throws: what can't be asked is taken to be as it was. */
export class Rules {
  readonly #folder: string;
  readonly #limits: RecordingLimits;
  #lookAt = 0;
  #fromFolder: GapReason | null = null;
  #isFull = false;
  #secondBegan = 0;
  #recordsBefore = 0;

  constructor(folder: string, limits: RecordingLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** Why nothing is to be recorded at `time`, null when all is; `records`: those that there have been so far. */
  whyNot(time: number, records: number): GapReason | null {
    if (time >= this.#lookAt) {
      this.#lookAt = time + lookEveryNs;
      this.#fromFolder = unseen(() => this.#look());
    }
    return this.#fromFolder ?? (this.#isTooFast(time, records) ? 'rate' : null);
  }

  /** Whether a chapter that began at `began` and has so many bytes is long enough. */
  isChapterFull(began: number, time: number, bytes: number): boolean {
    const { keepNs, bytes: limit } = this.#limits;
    if (keepNs === null) return false;
    return time - began > keepNs / chapters || (limit !== null && bytes > limit * chapterShare);
  }

  #isTooFast(time: number, records: number): boolean {
    const { recordsASecond } = this.#limits;
    if (recordsASecond === null) return false;
    if (time - this.#secondBegan >= second) {
      this.#secondBegan = time;
      this.#recordsBefore = records;
    }
    return records - this.#recordsBefore >= recordsASecond;
  }

  #look(): GapReason | null {
    try {
      if (this.#isFull) return 'limit';
      if (file.stat(join(this.#folder, stopFileName), { throwIfNoEntry: false }) !== undefined) return 'stopped';
      const { keepNs, bytes } = this.#limits;
      if (keepNs === null && bytes === null) return null;
      const segments = this.#segments();
      if (keepNs !== null) dropOld(segments, keepNs, bytes);
      // Once reached it stays so, although closing a segment gives back what it had not used.
      else if (totalBytes(segments) >= bytes!) this.#isFull = true;
    } catch {
      // The folder has gone, or may not be read.
    }
    return this.#isFull ? 'limit' : null;
  }

  #segments(): SegmentOnDisk[] {
    return file.list(this.#folder).flatMap((name) => {
      const parts = parseSegmentFileName(name);
      const path = join(this.#folder, name);
      const stat = parts === null ? undefined : file.stat(path, { throwIfNoEntry: false });
      return parts === null || stat === undefined ? [] : [{ ...parts, path, bytes: stat.size, changedMs: stat.mtimeMs }];
    });
  }
}

/** Any thread drops what any of the run has written, so that those that have ended or wait are not forgotten. */
function dropOld(segments: readonly SegmentOnDisk[], keepNs: number, limit: number | null): void {
  let total = totalBytes(segments);
  const oldestMs = Date.now() - keepNs / 1e6;
  closedChapters(segments).forEach(({ path, bytes, changedMs }) => {
    if (changedMs >= oldestMs && (limit === null || total <= limit)) return;
    file.remove(path);
    total -= bytes;
  });
}

/** All but the last chapter of each thread, oldest first. */
function closedChapters(segments: readonly SegmentOnDisk[]): readonly SegmentOnDisk[] {
  const last = new Map<string, number>();
  const threadOf = ({ pid, startNs, threadId }: SegmentName): string => `${pid} ${startNs} ${threadId}`;
  // Without an iterator, which the program may have replaced.
  segments.forEach((segment) => {
    last.set(threadOf(segment), Math.max(segment.chapter, last.get(threadOf(segment)) ?? 0));
  });
  return segments.filter((segment) => segment.chapter < last.get(threadOf(segment))!).sort((a, b) => a.changedMs - b.changedMs);
}

function totalBytes(segments: readonly SegmentOnDisk[]): number {
  return segments.reduce((sum, { bytes }) => sum + bytes, 0);
}
