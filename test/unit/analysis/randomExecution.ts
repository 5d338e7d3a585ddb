// Random executions of several threads, with a dense reference for their clocks.

import fc from 'fast-check';
import type { Trace } from '../../../src/model/trace.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';

interface Step {
  readonly thread: number;
  /** The thread whose last event this one follows from, or the thread's own: then it follows from none. */
  readonly from: number;
}

export interface Execution {
  readonly threads: number;
  readonly steps: readonly Step[];
}

export const executions: fc.Arbitrary<Execution> = fc.integer({ min: 1, max: 6 }).chain((threads) =>
  fc.record({
    threads: fc.constant(threads),
    steps: fc.array(fc.record({ thread: fc.nat(threads - 1), from: fc.nat(threads - 1) }), { maxLength: 60 }),
  }),
);

/** A trace of marks with the causes drawn in, and every event's clock as it follows from the definition: step by step, whole vectors. */
export function execute({ threads, steps }: Execution): { readonly trace: Trace; readonly clocks: readonly (readonly number[])[] } {
  const own: { time: number }[][] = Array.from({ length: threads }, () => []);
  steps.forEach(({ thread }, index) => {
    own[thread]!.push({ time: 1000 + index });
  });
  const segments = own.map((events, thread) =>
    segmentOf({ pid: 1 + thread, name: `t${thread}`, startNs: thread }, (records) => {
      for (const { time } of events) records.mark(time, 0, 'step');
    }),
  );
  const trace = replay(testManifest, segments);
  const clocks: number[][] = new Array(trace.events.count);
  const last: number[] = trace.threads.map((thread, index) => {
    clocks[thread.firstEvent] = trace.threads.map((_, other) => (other === index ? 1 : 0));
    return thread.firstEvent;
  });
  for (const { thread, from } of steps) {
    const event = last[thread]! + 1;
    const before = clocks[last[thread]!]!;
    const cause = from === thread ? before : clocks[last[from]!]!;
    if (from !== thread) trace.events.cause[event] = last[from]!;
    clocks[event] = before.map((value, other) => Math.max(value, cause[other]!));
    clocks[event]![thread]!++;
    last[thread] = event;
  }
  return { trace, clocks };
}
