// Files that this thread has written or read, as marks: one side of a hand-over. Which read took which write nobody tells.
//
// A mark stands where a file is closed or has got its name: what was written is there by then, and what was read had been read.

import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { codeOf, markKinds } from '../../model/vocabulary.ts';
import { guarded } from '../patchMethod.ts';
import type { Recorder } from '../recorder.ts';

// Taken now: the program may replace them.
const [readFile, readLink, realPath] = [readFileSync, readlinkSync, realpathSync.native];

/** What a thread records at most: from then on its calls cost nothing. */
const mostMarks = 10_000;
/** Files that are open at a time, or could not be opened; with more of them all are forgotten. */
const mostOpen = 1000;
const mostMisses = 20;
/** Few enough to ask the system for the real name of each. */
const mostAsked = 8;

const read = codeOf(markKinds, 'fs.read');
const written = codeOf(markKinds, 'fs.write');

const accessModes = 3;
const readOnly = 0;

/** What is in them is no message of the program's. */
const foreignFolders = ['/proc/', '/sys/', '/dev/'];
/** What the loader reads. */
const loadedKinds: ReadonlySet<string> = new Set(['js', 'cjs', 'mjs', 'jsx', 'ts', 'cts', 'mts', 'tsx', 'node']);
const loadedJson = /[\\/](?:package|[jt]sconfig(?:\.[^\\/]*)?)\.json$/i;

/** How often a path is open for either purpose. */
interface Uses {
  reads: number;
  writes: number;
}

interface Known {
  readonly file: string;
  readonly isRead: boolean;
}

export class HandedFiles {
  readonly #recorder: Recorder;
  readonly #foreignFolders: readonly string[];
  /** By descriptor: those that were opened at once. */
  readonly #known = new Map<number, Known>();
  /** Those whose descriptors nobody has told. */
  readonly #open = new Map<string, Uses>();
  #marks = 0;
  /** Descriptors in a row that were of none of them. */
  #misses = 0;

  /** @param ownFolders - the tracer's, of which nothing is recorded */
  constructor(recorder: Recorder, ownFolders: readonly string[]) {
    this.#recorder = recorder;
    this.#foreignFolders = [...ownFolders.map((folder) => folder + sep), ...foreignFolders];
  }

  /** Whether anything that is told is of interest. */
  get areRecorded(): boolean {
    return this.#marks < mostMarks && !this.#recorder.isQuiet;
  }

  /** A file is open, or about to be. `path`: as it was given; `descriptor`: a number if it is known by now. */
  opened(path: unknown, flags: unknown, descriptor: unknown): void {
    const isRead = (Number(flags) & accessModes) === readOnly;
    const file = this.#ofProgram(path, isRead);
    if (file === undefined) return;
    if (typeof descriptor === 'number') {
      if (this.#known.size >= mostOpen) this.#known.clear();
      this.#known.set(descriptor, { file, isRead });
      return;
    }
    const uses = this.#open.get(file) ?? { reads: 0, writes: 0 };
    if (isRead) uses.reads++;
    else uses.writes++;
    this.#open.set(file, uses);
    if (this.#open.size > mostOpen) this.#open.clear();
  }

  /** A descriptor is about to be closed. */
  closing(descriptor: unknown): void {
    if (typeof descriptor !== 'number') return;
    const known = this.#known.get(descriptor);
    if (known !== undefined) this.#known.delete(descriptor);
    // What was closed behind Node's back may have passed its number on to one of the others.
    if (known !== undefined && (this.#open.size === 0 || this.#isStill(known.file, descriptor))) {
      return this.#mark(known.isRead ? read : written, known.file);
    }
    if (this.#open.size === 0) return;
    const file = this.#fileOf(descriptor);
    const uses = file === undefined ? undefined : this.#open.get(file);
    if (file === undefined || uses === undefined) return this.#miss();
    this.#misses = 0;
    const isRead = uses.writes === 0 || (uses.reads > 0 && isReadOnly(descriptor));
    if (isRead) uses.reads--;
    else uses.writes--;
    if (uses.reads + uses.writes <= 0) this.#open.delete(file);
    this.#mark(isRead ? read : written, file);
  }

  /** Of what is never found most has not been opened after all: it is not asked for any more. */
  #miss(): void {
    if (++this.#misses < mostMisses) return;
    this.#misses = 0;
    this.#open.clear();
  }

  /** A whole file has been read with one call. */
  read(path: unknown): void {
    this.#mark(read, this.#ofProgram(path, true));
  }

  /** A whole file has been written with one call, or has got this name. */
  written(path: unknown): void {
    this.#mark(written, this.#ofProgram(path, false));
  }

  #mark(kind: number, file: string | undefined): void {
    if (file === undefined) return;
    this.#marks++;
    this.#recorder.begin(file.length).mark(this.#recorder.now(), kind, file);
  }

  /** The whole path; undefined for what the program does not hand over in this way. */
  #ofProgram(path: unknown, isRead: boolean): string | undefined {
    if (typeof path !== 'string') return undefined;
    const file = resolve(path);
    if ((isRead && isForLoader(file)) || file.includes('node_modules')) return undefined;
    for (let index = 0; index < this.#foreignFolders.length; index++) if (file.startsWith(this.#foreignFolders[index]!)) return undefined;
    return file;
  }

  /** Where the system tells nothing, it is believed. */
  #isStill(file: string, descriptor: number): boolean {
    try {
      return this.#recorder.quietly(() => {
        const real = readLink(linkOf(descriptor));
        return real === file || real === realPath(file);
      });
    } catch {
      return true;
    }
  }

  /** One of the open files, as it was named. */
  #fileOf(descriptor: number): string | undefined {
    const real = this.#recorder.quietly(() => readLink(linkOf(descriptor)));
    if (this.#open.has(real) || this.#open.size > mostAsked) return real;
    let found: string | undefined;
    this.#open.forEach((_, file) => {
      guarded(() => {
        if (this.#recorder.quietly(() => realPath(file)) === real) found = file;
      });
    });
    return found;
  }
}

function linkOf(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}

function isForLoader(file: string): boolean {
  const kind = file.slice(file.lastIndexOf('.') + 1);
  return loadedKinds.has(kind) || (kind === 'json' && loadedJson.test(file));
}

function isReadOnly(descriptor: number): boolean {
  const flags = /^flags:\s*([0-7]+)/m.exec(readFile(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1] ?? '';
  return (Number.parseInt(flags, 8) & accessModes) === readOnly;
}
