// A track that grows and is cut again: what it is at any time is what it would be, built at once.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildTrack, GrowingTrack } from '../../../src/layout/growingTrack.ts';
import type { Intervals } from '../../../src/layout/track.ts';

const steps = fc.array(
  fc.record({ cut: fc.integer({ min: 0, max: 600 }), added: fc.array(fc.tuple(fc.nat(3), fc.nat(9)), { maxLength: 90 }) }),
  { maxLength: 8 },
);

it('is what it would be, built at once', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const start: number[] = [];
      const end: number[] = [];
      const column = (values: readonly number[]) => ({ at: (item: number) => values[item]! });
      const intervals: Intervals = { start: column(start), end: column(end), weightFrom: column(start), openEnd: 1e9 };
      const track = new GrowingTrack();
      let kept: number[] = [];
      for (const { cut, added } of sequence) {
        const count = Math.max(0, track.count - cut);
        if (count < track.count) kept = kept.slice(0, kept.indexOf(track.itemAt(count)));
        track.cut(intervals, count);
        let time = kept.length === 0 ? 0 : start[kept.at(-1)!]!;
        for (const [passed, length] of added) {
          time += passed;
          const item = start.push(time) - 1;
          end.push(time + length);
          kept.push(item);
          track.push(intervals, item);
        }
        expect(track.finish(intervals)).toEqual(buildTrack(intervals, Uint32Array.from(kept)));
      }
    }),
    { numRuns: 200 },
  );
});

it.each([64, 512])('grows by a level when %i items stood in it', (count) => {
  const intervals: Intervals = {
    start: { at: (item) => item },
    end: { at: (item) => item + 1 },
    weightFrom: { at: (item) => item },
    openEnd: 1e9,
  };
  const track = new GrowingTrack();
  for (let item = 0; item < count; item++) track.push(intervals, item);
  track.finish(intervals);
  track.push(intervals, count);
  expect(track.finish(intervals)).toEqual(
    buildTrack(
      intervals,
      Uint32Array.from({ length: count + 1 }, (_, item) => item),
    ),
  );
});
