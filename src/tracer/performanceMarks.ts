// The program's own performance.mark and performance.measure, as marks and spans.

import { performance } from 'node:perf_hooks';
import { codeOf, markKinds, spanKinds } from '../model/vocabulary.ts';
import { type Disguise, guarded, patchMethod } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

const elapsedMs: () => number = performance.now.bind(performance);

interface Entry {
  readonly name: string;
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;
}

/** The functions are patched rather than observed: an observer's entries come in a later turn, by an immediate that the program would see. */
export function installPerformanceMarks(recorder: Recorder, disguise: Disguise): void {
  const prototype = Object.getPrototypeOf(performance) as object;
  patchMethod(prototype, 'mark', disguise, (_self, _args, proceed) => {
    const entry = proceed();
    guarded(() => recorder.mark(codeOf(markKinds, 'performance.mark'), describe(entry as Entry)));
    return entry;
  });
  patchMethod(prototype, 'measure', disguise, (_self, _args, proceed) => {
    const entry = proceed();
    guarded(() => {
      const { startTime, duration } = entry as Entry;
      recorder.span(codeOf(spanKinds, 'performance.measure'), (elapsedMs() - startTime) * 1e6, duration * 1e6, describe(entry as Entry));
    });
    return entry;
  });
}

/** The name, and the detail that the program gave it: a structured clone, free of the program's getters. */
function describe(entry: Entry): string {
  if (entry.detail === null || entry.detail === undefined) return entry.name;
  try {
    return `${entry.name} ${JSON.stringify(entry.detail)}`;
  } catch {
    return entry.name;
  }
}
