// Follows the folder of a run that still records: new segments, frames appended to them, and how it ended.

import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename } from 'node:path';
import { TraceFormatError } from '../model/errors.ts';
import { manifestFileName, parseSegmentFileName, type RunManifest, segmentFileName } from '../model/launch.ts';
import type { Frame } from '../model/segment.ts';
import { refusal } from './errors.ts';
import { readManifest } from './readRecordedRun.ts';
import { listSegments } from './runFolder.ts';
import { SegmentTail } from './segmentTail.ts';
import { liveWriters } from './writers.ts';

/** What happened to a run. The manifest comes first, the end last; a segment's frames come in the order in which they were written. */
export type RunNews =
  | { readonly kind: 'manifest'; readonly manifest: RunManifest }
  /** `segment`: the name of its file, of its first one where its thread goes on in others. */
  | { readonly kind: 'frames'; readonly segment: string; readonly frames: readonly Frame[] }
  /** The rest of a segment can't be read. */
  | { readonly kind: 'damaged'; readonly segment: string; readonly why: string }
  | {
      readonly kind: 'end';
      /**
       * `ended`: the program's host wrote down how. `gone`: the folder has been taken away, as a host does that has packed it.
       * `abandoned`: nobody writes any more, and nobody will say how it ended. `unreadable`: there was no run in it to begin with.
       */
      readonly how: 'ended' | 'gone' | 'abandoned' | 'unreadable';
      /** As last read; null when none ever was. */
      readonly manifest: RunManifest | null;
      /** By segment, how many bytes at its end are no whole frame. */
      readonly cut: ReadonlyMap<string, number>;
      /** Why it is unreadable. */
      readonly why: string | null;
    };

/** The folder is looked at when the system says that something changed in it, and at least so often: not every system says so. */
const everyMs = 100;
/** No more often than that, however much is written; so often while something is, because no system tells of what is written into mapped pages. */
const restMs = 20;
/** So many bytes of a segment are read at a time, so that stopping and what else is due never wait for long. */
const mostBytes = 4 << 20;
/** A run in which nobody has written for that long has lost its host. */
const patienceMs = 4000;
const askWritersMs = 1000;

/**
 * Tells what is in the folder, and what is added to it, until it ends. Never throws: what goes wrong is news too.
 * @returns what stops it; after that nothing is told
 */
export function tailRun(folder: string, hear: (news: RunNews) => void): () => void {
  const tail = new RunTail(folder, hear);
  tail.start();
  return () => tail.stop();
}

/** The name of the first file of the thread that wrote this one. */
function threadOf(segment: string): string {
  const parts = parseSegmentFileName(segment);
  return parts === null ? segment : segmentFileName({ ...parts, chapter: 0 });
}

class RunTail {
  readonly #folder: string;
  readonly #hear: (news: RunNews) => void;
  readonly #segments = new Map<string, SegmentTail | null>();
  #manifest: RunManifest | null = null;
  #manifestState = '';
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | undefined;
  #lookAtMs = 0;
  #writtenAtMs = performance.now();
  #askedAtMs = 0;
  #stopped = false;

  constructor(folder: string, hear: (news: RunNews) => void) {
    this.#folder = folder;
    this.#hear = hear;
  }

  start(): void {
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, () => this.#lookIn(restMs));
      // A watcher that fails tells less; the timer goes on.
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // No watching here: the timer is enough.
    }
    this.#lookIn(0);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    for (const segment of this.#segments.values()) segment?.close();
    this.#segments.clear();
  }

  /** Looks in that time, or before if it was going to. */
  #lookIn(delayMs: number): void {
    if (this.#stopped) return;
    const atMs = performance.now() + delayMs;
    if (this.#timer !== undefined && this.#lookAtMs <= atMs) return;
    clearTimeout(this.#timer);
    this.#lookAtMs = atMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#look();
    }, delayMs);
  }

  #look(): void {
    const gone = !this.#readFolder();
    const unread = this.#readSegments();
    if (this.#stopped) return;
    if (unread > 0) return this.#lookIn(0);
    if (this.#manifest === null) {
      if (gone) this.#end('unreadable', `${this.#folder}: expected the folder of a run`);
      // Its manifest is the first thing that a host writes into it.
      else if (performance.now() - this.#writtenAtMs > patienceMs) this.#end('unreadable', `${this.#folder}: expected a run's manifest`);
      else this.#lookIn(everyMs);
      return;
    }
    if (this.#manifest.ended !== undefined) this.#end('ended');
    else if (gone) this.#end('gone');
    else if (this.#isAbandoned()) this.#end('abandoned');
    else this.#lookIn(performance.now() - this.#writtenAtMs < everyMs ? restMs : everyMs);
  }

  /** Reads the manifest, when it has changed, and finds new segments. Returns false when there is no folder any more. */
  #readFolder(): boolean {
    try {
      this.#readManifest();
      for (const { path } of listSegments(this.#folder)) this.#open(path);
      return true;
    } catch (error) {
      if (error instanceof TraceFormatError) {
        this.#end('unreadable', `${this.#folder}: ${error.message}`);
        return true;
      }
      return statSync(this.#folder, { throwIfNoEntry: false }) !== undefined;
    }
  }

  /** The manifest is read before the segments: when it says that the run has ended, all that belongs to it has been written. */
  #readManifest(): void {
    const file = statSync(`${this.#folder}/${manifestFileName}`, { throwIfNoEntry: false });
    if (file === undefined) return;
    const state = `${file.ino} ${file.size} ${file.mtimeMs}`;
    if (state === this.#manifestState) return;
    const manifest = readManifest(this.#folder);
    this.#manifestState = state;
    this.#manifest = manifest;
    this.#hear({ kind: 'manifest', manifest });
  }

  #open(path: string): void {
    const name = basename(path);
    if (this.#stopped || this.#segments.has(name)) return;
    try {
      this.#segments.set(name, new SegmentTail(path));
    } catch (error) {
      // Its name is gone again: so is the folder.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#damage(name, `can't be read: ${refusal(error)}`);
    }
  }

  /** Returns how many bytes are left to read at once. */
  #readSegments(): number {
    let left = 0;
    const behind = new Set<string>();
    for (const [name, segment] of this.#segments) {
      const thread = threadOf(name);
      if (segment === null || this.#stopped || this.#manifest === null || behind.has(thread)) continue;
      try {
        const { frames, unread } = segment.read(mostBytes);
        left += unread;
        // What its thread has written elsewhere since comes after it.
        if (unread > 0) behind.add(thread);
        if (frames.length === 0) continue;
        this.#writtenAtMs = performance.now();
        this.#hear({ kind: 'frames', segment: thread, frames });
      } catch (error) {
        segment.close();
        this.#damage(name, error instanceof TraceFormatError ? error.message : `can't be read: ${refusal(error)}`);
      }
    }
    return left;
  }

  #damage(segment: string, why: string): void {
    this.#segments.set(segment, null);
    this.#hear({ kind: 'damaged', segment: threadOf(segment), why });
  }

  /** Asking the system about each writer costs: only when nothing has come for a while. */
  #isAbandoned(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#writtenAtMs < patienceMs || nowMs - this.#askedAtMs < askWritersMs) return false;
    this.#askedAtMs = nowMs;
    return this.#segments.size > 0 && liveWriters(this.#folder).length === 0;
  }

  #end(how: (RunNews & { kind: 'end' })['how'], why: string | null = null): void {
    if (this.#stopped) return;
    const cut = new Map<string, number>();
    for (const [name, segment] of this.#segments) {
      cut.set(threadOf(name), (cut.get(threadOf(name)) ?? 0) + (segment?.incompleteBytes ?? 0));
    }
    this.stop();
    this.#hear({ kind: 'end', how, manifest: this.#manifest, cut, why });
  }
}
