// Stacks: call sites of instrumented files tell the places of the person's own source, and none is ours.
//
// The call sites are corrected before anybody formats them: so Node's own text, its source maps, and a program's own
// Error.prepareStackTrace all tell the same. What the program reads from that property is what it put there; only to
// Node, which asks for it at each stack, the property gives a function of ours around it.

import { getCallSites } from 'node:util';
import { runtimeGlobal } from '../../model/launch.ts';
import type { Disguise } from '../patchMethod.ts';
import { originalText } from './functionText.ts';
import type { LoadedSources, Position } from './loadedSources.ts';

type Format = (error: unknown, frames: readonly unknown[]) => unknown;
type Native = (...args: never[]) => unknown;
type CallSiteMethods = Record<'getFileName' | 'getLineNumber' | 'getColumnNumber' | 'toString', Native>;

const nodesFormatter = 'node:internal/errors';
const quotation = 'The expression evaluated to a falsy value:';

/** @returns the file of our own frames: the preload's */
export function installCallSites(files: LoadedSources, disguise: Disguise): string | undefined {
  const property = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const nodesOwn: unknown = property?.value;
  const sample = captureCallSite();
  if (sample === undefined || typeof nodesOwn !== 'function') return undefined;
  // The methods are read-only on the prototype: taken from it, they stay true whatever a call site shows.
  const native: CallSiteMethods = Object.getPrototypeOf(sample);
  const ownFile = call(native.getFileName, sample);
  const around = (format: unknown): Format => {
    const inner = typeof format === 'function' ? (format as Native) : (nodesOwn as Native);
    return (error, frames) => {
      restoreQuotation(error, files);
      return Reflect.apply(inner, Error, [error, corrected(frames, native, ownFile, files)]);
    };
  };
  // What stands there from the start: the program can't know another, so that nobody needs to ask who asks.
  const format = around(nodesOwn);
  const first = new Proxy(nodesOwn, { apply: (_target, _self, [error, frames]: [unknown, readonly unknown[]]) => format(error, frames) });
  disguise(first, nodesOwn);
  let current: unknown = first;
  let wrapped: unknown = first;
  Object.defineProperty(Error, 'prepareStackTrace', {
    get: () => (current === wrapped || !isNodeAsking() ? current : wrapped),
    set(value: unknown) {
      current = value;
      wrapped = value === first ? first : around(value);
    },
    enumerable: property?.enumerable ?? false,
    configurable: true,
  });
  return typeof ownFile === 'string' ? ownFile : undefined;
}

/** `assert(x)` quotes its source in its message, from what V8 runs. The stack is first formatted while the error is made. */
function restoreQuotation(error: unknown, files: LoadedSources): void {
  if (typeof error !== 'object' || error === null) return;
  const message: unknown = Object.getOwnPropertyDescriptor(error, 'message')?.value;
  if (typeof message !== 'string' || !message.startsWith(quotation) || !message.includes(runtimeGlobal)) return;
  const quoted = message.slice(quotation.length).trim();
  Reflect.set(
    error,
    'message',
    message.replace(quoted, () => originalText(quoted, files)),
  );
}

function isNodeAsking(): boolean {
  return getCallSites(3)[2]?.scriptName === nodesFormatter;
}

function corrected(frames: readonly unknown[], native: CallSiteMethods, ownFile: unknown, files: LoadedSources): readonly unknown[] {
  if (!Array.isArray(frames)) return frames;
  let isOursAmong = false;
  for (const site of frames) {
    const name = call(native.getFileName, site);
    if (name === ownFile) isOursAmong = true;
    else if (typeof name === 'string') correct(site, native, (at) => files.get(name)?.original(at));
  }
  return isOursAmong ? frames.filter((site) => call(native.getFileName, site) !== ownFile) : frames;
}

function correct(site: object, native: CallSiteMethods, originalOf: (at: Position) => Position | undefined): void {
  const line = call(native.getLineNumber, site);
  const column = call(native.getColumnNumber, site);
  if (typeof line !== 'number' || typeof column !== 'number') return;
  const original = originalOf({ line, column });
  if (original === undefined || (original.line === line && original.column === column)) return;
  define(site, 'getLineNumber', () => original.line);
  define(site, 'getColumnNumber', () => original.column);
  define(site, 'toString', () =>
    replaceLast(String(call(native.toString, site)), `:${line}:${column}`, `:${original.line}:${original.column}`),
  );
}

function define(site: object, name: string, method: () => unknown): void {
  Object.defineProperty(site, name, { value: method, enumerable: false, configurable: true, writable: true });
}

function captureCallSite(): object | undefined {
  const format = Error.prepareStackTrace;
  try {
    Error.prepareStackTrace = (_error, frames) => frames;
    const frames: unknown = new Error().stack;
    return Array.isArray(frames) ? frames[0] : undefined;
  } finally {
    Error.prepareStackTrace = format;
  }
}

function call(method: Native, site: unknown): unknown {
  return Reflect.apply(method, site, []);
}

function replaceLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  return at < 0 ? text : text.slice(0, at) + to + text.slice(at + from.length);
}
