// Stacks: call sites of instrumented files tell the places of the person's own source, and none is ours.
//
// The call sites are corrected before anybody formats them: so Node's own text, its source maps, and a program's own
// Error.prepareStackTrace all tell the same. What the program reads from that property is what it put there; only to
// Node, which asks for it at each stack, the property gives a function of ours around it.

import { runtimeGlobal } from '../../model/launch.ts';
import { util } from '../nodeUtil.ts';
import { type Disguise, guarded } from '../patchMethod.ts';
import { programLimit } from '../raisedLimit.ts';
import { CorrectedFrames } from './correctedFrames.ts';
import { originalText } from './functionText.ts';
import type { HookFrames } from './hookFrames.ts';
import type { LoadedSources } from './loadedSources.ts';

type Format = (error: unknown, frames: readonly unknown[]) => unknown;
type Native = (...args: never[]) => unknown;

const nodesFormatter = 'node:internal/errors';
const quotation = 'The expression evaluated to a falsy value:';
const { getCallSites } = util;

/** @returns the file of our own frames: the preload's */
export function installCallSites(files: LoadedSources, hookFrames: HookFrames, disguise: Disguise): string | undefined {
  const property = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const nodesOwn: unknown = property?.value;
  const sample = captureCallSite();
  if (sample === undefined || typeof nodesOwn !== 'function') return undefined;
  const corrected = new CorrectedFrames(sample, files, hookFrames);
  let isLooking = false;
  const current = (): readonly object[] => {
    const limit = Error.stackTraceLimit;
    if (!Reflect.set(Error, 'stackTraceLimit', longestStack)) return [];
    try {
      isLooking = true;
      const frames: unknown = new Error().stack;
      return Array.isArray(frames) ? (frames as readonly object[]) : [];
    } finally {
      isLooking = false;
      Error.stackTraceLimit = limit;
    }
  };
  const around = (format: unknown): Format => {
    const inner = typeof format === 'function' ? (format as Native) : (nodesOwn as Native);
    return (error, frames) => {
      let shown = frames;
      // On a stack that is nearly full anything throws, and not what Node would throw.
      guarded(() => {
        restoreQuotation(error, files);
        if (Array.isArray(frames)) shown = corrected.of(frames, programLimit(Error.stackTraceLimit), current);
      });
      return Reflect.apply(inner, Error, [error, shown]);
    };
  };
  // What stands there from the start: the program can't know another, so that nobody needs to ask who asks.
  const format = around(nodesOwn);
  const first = new Proxy(nodesOwn, { apply: (_target, _self, args: [unknown, readonly unknown[]]) => format(args[0], args[1]) });
  disguise(first, nodesOwn);
  let given: unknown = first;
  let wrapped: unknown = first;
  Object.defineProperty(Error, 'prepareStackTrace', {
    get: () => (isLooking ? takeFrames : given === wrapped || !isNodeAsking() ? given : wrapped),
    set(value: unknown) {
      given = value;
      wrapped = value === first ? first : around(value);
    },
    enumerable: property?.enumerable ?? false,
    configurable: true,
  });
  return typeof corrected.ownFile === 'string' ? corrected.ownFile : undefined;
}

const longestStack = 1000;
const takeFrames: Format = (_error, frames) => frames;

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

function captureCallSite(): object | undefined {
  const format = Error.prepareStackTrace;
  try {
    Error.prepareStackTrace = takeFrames;
    const frames: unknown = new Error().stack;
    return Array.isArray(frames) ? frames[0] : undefined;
  } finally {
    Error.prepareStackTrace = format;
  }
}
