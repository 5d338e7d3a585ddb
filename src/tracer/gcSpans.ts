// Garbage collections, as spans.

import { constants, PerformanceObserver, performance } from 'node:perf_hooks';
import { codeOf, spanKinds } from '../model/vocabulary.ts';
import { type Disguise, guarded, patchMethod, replaceFunction } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

const elapsedMs: () => number = performance.now.bind(performance);
const gc: number = codeOf(spanKinds, 'gc');

const names: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak callbacks',
};

interface GcEntry {
  readonly entryType: string;
  readonly startTime: number;
  readonly duration: number;
  readonly detail?: { readonly kind?: number };
}

/**
 * The runtime tells a performance observer of collections. That would call it back by an immediate, which the program
 * could see and which would keep it running for a turn; so the entries are taken where the observer buffers them,
 * under a symbol. Without that method there are no spans. A collection is told of in a later turn of the loop.
 */
export function installGcSpans(recorder: Recorder, disguise: Disguise): void {
  const buffering = Object.getOwnPropertySymbols(PerformanceObserver.prototype).find(({ description }) => description === 'kMaybeBuffer');
  if (buffering === undefined) return;
  const observer = new PerformanceObserver(() => {});
  Object.defineProperty(observer, buffering, { value: (entry: GcEntry) => guarded(() => record(recorder, entry)) });
  observer.observe({ entryTypes: ['gc'] });
  guarded(() => hideEarlier(PerformanceObserver.prototype, buffering, disguise));
}

/**
 * Because of our observer the runtime tells of all collections, a turn later: an observer of the program's own does not hear
 * of those from before it observed.
 */
function hideEarlier(prototype: object, buffering: symbol, disguise: Disguise): void {
  const startedMs = new WeakMap<object, number>();
  patchMethod(prototype, 'observe', disguise, (observer, _args, proceed) => {
    if (typeof observer === 'object' && observer !== null && !startedMs.has(observer)) startedMs.set(observer, elapsedMs());
    return proceed();
  });
  replaceFunction(prototype, buffering, disguise, (original) => ({
    apply(_target, observer: object, args: [GcEntry]) {
      const { entryType, startTime } = args[0];
      if (entryType === 'gc' && startTime < (startedMs.get(observer) ?? 0)) return undefined;
      return Reflect.apply(original, observer, args as never);
    },
  }));
}

/** Leaves the clock's last reading as it was: the loop may have slept since, and this is nothing of the program's. */
function record(recorder: Recorder, entry: GcEntry): void {
  if (entry.entryType !== 'gc') return;
  const { clock } = recorder;
  const { time, ran } = clock;
  const startedAgoNs = (elapsedMs() - entry.startTime) * 1e6;
  recorder.span(gc, startedAgoNs, entry.duration * 1e6, names[entry.detail?.kind ?? 0] ?? '');
  clock.time = time;
  clock.ran = ran;
}
