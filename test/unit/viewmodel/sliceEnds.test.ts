// The messages of a slice are those that its task sent or received while it ran.

import { describe, expect, it } from 'vitest';
import { buildTraceIndex } from '../../../src/layout/traceIndex.ts';
import { endsOfSlice, messagesOfTask } from '../../../src/viewmodel/detail/sliceEnds.ts';
import { syntheticTrace } from '../../support/syntheticTrace.ts';

const trace = syntheticTrace({ events: 4_000 });
const index = buildTraceIndex(trace);
const { slices, tasks, events, messages } = trace;

/** Of each slice, by looking at every message. */
function naive(end: Int32Array, slice: number): readonly number[] {
  const isWithin = (event: number): boolean =>
    event >= 0 &&
    events.task[event] === slices.task[slice] &&
    events.timeNs.at(event) >= slices.startNs.at(slice) &&
    events.timeNs.at(event) <= slices.endNs.at(slice);
  return Array.from({ length: messages.count }, (_, message) => message).filter((message) => isWithin(end[message]!));
}

describe('the messages of a slice', () => {
  it('are all that its task sent and received in it', () => {
    let both = 0;
    for (let slice = 0; slice < slices.count; slice++) {
      const { sent, received } = endsOfSlice(index, slice);
      expect(sent.toSorted((a, b) => a - b)).toEqual(naive(messages.send, slice));
      expect(received.toSorted((a, b) => a - b)).toEqual(naive(messages.receive, slice));
      if (sent.length > 0 || received.length > 0) both++;
    }
    expect(both).toBeGreaterThan(10);
  });

  it('together are those of the task', () => {
    for (let task = 0; task < tasks.count; task++) {
      const own = Array.from({ length: tasks.firstSlice[task + 1]! - tasks.firstSlice[task]! }, (_, at) => tasks.firstSlice[task]! + at);
      expect(messagesOfTask(index, task)).toEqual(own.flatMap((slice) => endsOfSlice(index, slice).messages).slice(0, 200));
    }
  });
});
