// Counters of made-up traces: what a host's sampler would have written of a process.

import { type CounterKind, codeOf, counterKinds } from '../../src/model/vocabulary.ts';
import { RecordWriter } from '../../src/model/wire/recordWriter.ts';
import type { SegmentInput } from '../../src/replay/replay.ts';

interface SeriesToWrite {
  readonly kind: CounterKind;
  readonly pid: number;
  readonly osThread: number;
  readonly name?: string;
  /** As recorded, one a millisecond; of a rate each is the mean of the millisecond before. */
  readonly values: readonly number[];
}

const millisecond = 1e6;

/** The segment of a sampler that looked every millisecond. */
export function samplerSegment(list: readonly SeriesToWrite[]): SegmentInput {
  const writer = new RecordWriter(1 << 20);
  writer.sampler(JSON.stringify({ run: 'test', startNs: 0, everyMs: 1 }));
  for (const { kind, pid, osThread, name } of list) writer.series(0, codeOf(counterKinds, kind), pid, osThread, name ?? '');
  const passes = Math.max(0, ...list.map(({ values }) => values.length));
  for (let pass = 0; pass < passes; pass++) {
    // As in a sampler's pass: first what ended with the last one, then what is new.
    for (const [series, { values }] of list.entries()) if (pass === values.length) writer.seriesEnd(pass * millisecond, series + 1);
    for (const [series, { values }] of list.entries()) {
      if (pass < values.length) writer.sample((pass + 1) * millisecond, series + 1, values[pass]!);
    }
  }
  writer.samplerEnd(passes * millisecond, JSON.stringify({ passes, costNs: 5, unsampledThreads: 0 }));
  return { frames: [{ payload: writer.output.payload.slice() }], cutBytes: 0 };
}
