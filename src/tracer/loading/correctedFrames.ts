// Call sites as they would be without us: each at the place that the person wrote, and none that is there because of us.

import { haveRoomOfOurs } from '../raisedLimit.ts';
import type { HookFrames } from './hookFrames.ts';
import { lineStarts } from './lines.ts';
import type { LoadedFile, LoadedSources } from './loadedSources.ts';

type Native = (...args: never[]) => unknown;
const methodNames = [
  'getFileName',
  'getFunctionName',
  'getTypeName',
  'getLineNumber',
  'getColumnNumber',
  'getEnclosingLineNumber',
  'getEnclosingColumnNumber',
  'getPosition',
  'getEvalOrigin',
  'toString',
] as const;
type CallSiteMethods = Readonly<Record<(typeof methodNames)[number], Native | undefined>>;

export class CorrectedFrames {
  readonly #files: LoadedSources;
  readonly #hookFrames: HookFrames;
  /** Read-only on the prototype: taken from it, they stay true whatever a call site shows. */
  readonly #native: CallSiteMethods;
  /** The preload's. */
  readonly ownFile: unknown;

  /** @param sample - a call site of ours */
  constructor(sample: object, files: LoadedSources, hookFrames: HookFrames) {
    this.#files = files;
    this.#hookFrames = hookFrames;
    const prototype = Object.getPrototypeOf(sample) as object;
    this.#native = Object.fromEntries(methodNames.map((name) => [name, Reflect.get(prototype, name)])) as CallSiteMethods;
    this.ownFile = this.#call('getFileName', sample);
  }

  /**
   * Corrects these call sites, and leaves out what is not the program's.
   * @param frames - as V8 captured them, with at most `limit` frames
   * @param current - the call sites of the present stack, to its end: asked for when frames were cut off that would be in the place of those left out
   */
  of(frames: readonly object[], limit: number, current: () => readonly object[]): readonly object[] {
    const isForeign = this.#foreignAmong(frames);
    const first = isForeign.indexOf(true);
    const kept = this.#keep(frames, isForeign);
    if (haveRoomOfOurs(frames.length, limit)) return kept.slice(0, limit);
    if (first < 0) return frames;
    return frames.length < limit ? kept : kept.concat(this.#cutOff(frames, first, current()).slice(0, Math.max(0, limit - kept.length)));
  }

  /** The program's own among these frames, corrected. */
  #keep(frames: readonly object[], isForeign: readonly boolean[]): readonly object[] {
    return frames.filter((site, index) => {
      if (!isForeign[index]) this.#correct(site, isForeign[index + 1] === true);
      return !isForeign[index];
    });
  }

  #foreignAmong(frames: readonly object[]): readonly boolean[] {
    return this.#hookFrames.among(
      frames.map((site) => ({ file: this.#call('getFileName', site), name: this.#call('getFunctionName', site) })),
      this.ownFile,
    );
  }

  /**
   * What follows `frames` in the same stack, if that still stands: it has the same frames from the first foreign one on.
   */
  #cutOff(frames: readonly object[], first: number, current: readonly object[]): readonly object[] {
    const places = frames.slice(first).map((site) => this.#placeOf(site));
    const now = current.map((site) => this.#placeOf(site));
    for (let start = now.length - places.length; start >= 0; start--) {
      if (!places.every((place, index) => now[start + index] === place)) continue;
      const rest = current.slice(start + places.length);
      return this.#keep(rest, this.#foreignAmong(current).slice(start + places.length));
    }
    return [];
  }

  #placeOf(site: object): string {
    return `${this.#call('getFileName', site)}:${this.#call('getLineNumber', site)}:${this.#call('getColumnNumber', site)}`;
  }

  #correct(site: object, isCalledByUs: boolean): void {
    const file = this.#call('getFileName', site);
    const name = typeof file === 'string' ? file : '';
    const loaded = this.#files.get(name);
    if (loaded !== undefined) this.#correctPlace(site, loaded);
    else if (isCalledByUs && name.startsWith('node:')) this.#correctMethod(site);
    const origin = this.#call('getEvalOrigin', site);
    if (typeof origin === 'string') this.#correctOrigin(site, origin);
  }

  #correctPlace(site: object, loaded: LoadedFile): void {
    const line = this.#call('getLineNumber', site);
    const column = this.#call('getColumnNumber', site);
    if (typeof line !== 'number' || typeof column !== 'number') return;
    const original = loaded.original({ line, column });
    const enclosingLine = this.#call('getEnclosingLineNumber', site);
    const enclosingColumn = this.#call('getEnclosingColumnNumber', site);
    if (typeof enclosingLine === 'number' && typeof enclosingColumn === 'number') {
      const enclosing = loaded.original({ line: enclosingLine, column: enclosingColumn });
      define(site, 'getEnclosingLineNumber', () => enclosing.line);
      define(site, 'getEnclosingColumnNumber', () => enclosing.column);
    }
    define(site, 'getPosition', () => (lineStarts(loaded.loaded.source)[original.line - 1] ?? 0) + original.column - 1);
    if (original.line === line && original.column === column) return;
    define(site, 'getLineNumber', () => original.line);
    define(site, 'getColumnNumber', () => original.column);
    this.#correctText(site, `:${line}:${column}`, `:${original.line}:${original.column}`);
  }

  /** V8 looks for the name under which a method was called among the receiver's properties, and finds our replacement. */
  #correctMethod(site: object): void {
    if (this.#call('getTypeName', site) !== 'process') return;
    const name = this.#call('getFunctionName', site);
    if (name !== null && name !== 'workerOnGlobalUncaughtException') return;
    define(site, 'getMethodName', () => '_fatalException');
    if (name === null) this.#correctText(site, 'process.<anonymous>', 'process._fatalException');
    else this.#correctText(site, `process.${name}`, `process.${name} [as _fatalException]`);
  }

  /** `eval at f (file:///app/main.mjs:9:64)`, one inside the other when evaluated code evaluates. */
  #correctOrigin(site: object, origin: string): void {
    const corrected = origin.replace(/([^\s(]+):(\d+):(\d+)\)/g, (place, name: string, line: string, column: string) => {
      const original = this.#files.get(name)?.original({ line: Number(line), column: Number(column) });
      return original === undefined ? place : `${name}:${original.line}:${original.column})`;
    });
    if (corrected === origin) return;
    define(site, 'getEvalOrigin', () => corrected);
    this.#correctText(site, origin, corrected);
  }

  #correctText(site: object, from: string, to: string): void {
    const text = String(this.#call('toString', site));
    const at = text.lastIndexOf(from);
    if (at >= 0) define(site, 'toString', () => text.slice(0, at) + to + text.slice(at + from.length));
  }

  #call(method: (typeof methodNames)[number], site: object): unknown {
    const native = this.#native[method];
    return native === undefined ? undefined : Reflect.apply(native, site, []);
  }
}

function define(site: object, name: string, method: () => unknown): void {
  Object.defineProperty(site, name, { value: method, enumerable: false, configurable: true, writable: true });
}
