// Random runs of four threads, and the order in which their frames come.

import fc from 'fast-check';
import type { ThreadHeader } from '../../src/model/launch.ts';
import { type RandomRecord, randomRecords, writeRandomRecords } from './randomRecords.ts';
import { recordedBytes } from './recordStream.ts';

export const headers: readonly Partial<ThreadHeader>[] = [
  { pid: 1 },
  { pid: 1, threadId: 3, startNs: 40 },
  { pid: 2, startNs: 20 },
  { pid: 1, threadId: 1, startNs: 10 },
];

/** The records as frames, each of so many records as `sizes` says in turn. */
export function framesOf(header: object, random: readonly RandomRecord[], sizes: readonly number[]): { readonly payload: Uint8Array }[] {
  const write = (count: number) => recordedBytes(header, (records) => writeRandomRecords(records, random.slice(0, count)));
  const frames = [{ payload: write(0) }];
  let bytes = frames[0].payload.length;
  for (let count = 0, turn = 0; count < random.length; turn++) {
    count = Math.min(random.length, count + sizes[turn % sizes.length]!);
    const all = write(count);
    frames.push({ payload: all.subarray(bytes) });
    bytes = all.length;
  }
  return frames;
}

/** Threads and the order in which their frames come: by thread, whose next frame is taken. */
export const growth: fc.Arbitrary<{
  readonly threads: readonly (readonly RandomRecord[])[];
  readonly sizes: readonly number[];
  readonly turns: readonly number[];
}> = fc.record({
  threads: fc.tuple(randomRecords, randomRecords, randomRecords, randomRecords),
  sizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
  turns: fc.array(fc.nat(3), { maxLength: 60 }),
});
