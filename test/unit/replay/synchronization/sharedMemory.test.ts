// Sleeping threads, and the memory that they sleep on, followed through made-up records.

import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../../src/model/trace.ts';
import { codeOf, eventKinds, oneEndReasons, transports, waitReasons } from '../../../../src/model/vocabulary.ts';
import type { RecordWriter } from '../../../../src/model/wire/recordWriter.ts';
import { replay, type SegmentInput } from '../../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../../support/recordStream.ts';
import { traceProblems } from '../../../support/traceLaws.ts';

const worker = codeOf(transports, 'worker');

function thread(threadId: number, write: (records: RecordWriter) => void): SegmentInput {
  return segmentOf({ threadId, startNs: threadId }, (records) => {
    write(records);
    records.end(1000, 0, 0);
  });
}

/** `from to reason` of each wake-up, by thread. */
function wakesOf(trace: Trace): readonly string[] {
  const threadIn = (event: number): string =>
    event < 0 ? '?' : String(trace.threads.findIndex(({ firstEvent, endEvent }) => event >= firstEvent && event < endEvent));
  return Array.from({ length: trace.messages.count }, (_, row) => row)
    .filter((row) => transports[trace.messages.transport[row]!] === 'atomics')
    .map((row) => {
      const { send, receive, reason } = trace.messages;
      return `${threadIn(send[row]!)} ${threadIn(receive[row]!)} ${oneEndReasons[reason[row]!]}`;
    });
}

function checked(segments: readonly SegmentInput[]): Trace {
  const trace = replay(testManifest, segments);
  expect(traceProblems(trace)).toEqual([]);
  return trace;
}

describe('a thread that sleeps', () => {
  const sleeping = (write: (records: RecordWriter) => void): SegmentInput =>
    segmentOf({}, (records) => {
      records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('call', 'Atomics.wait', 2)]);
      records.promise(0);
      records.enter(10, 1);
      records.shared(8, '0.1');
      records.createdAt(2);
      records.sleep(20, 1, 0);
      write(records);
    });

  it('stops all that is on its stack, and goes on with it', () => {
    const trace = checked([
      sleeping((records) => {
        records.awake(50, 1);
        records.exit(60, 2);
        records.end(70, 0, 0);
      }),
    ]);
    const spans = (task: number): string[] => {
      const { tasks, slices, waits } = trace;
      const found: string[] = [];
      for (let at = tasks.firstSlice[task]!; at < tasks.firstSlice[task + 1]!; at++)
        found.push(`ran ${slices.startNs.at(at)}-${slices.endNs.at(at)}`);
      for (let at = tasks.firstWait[task]!; at < tasks.firstWait[task + 1]!; at++)
        found.push(
          `${waitReasons[waits.reason[at]!]} ${waits.startNs.at(at)}-${waits.endNs.at(at)} line ${trace.sources.line[waits.source[at]!]}`,
        );
      return found;
    };
    expect(spans(0)).toEqual(['ran 0-20', 'ran 50-70', 'Atomics.wait 20-50 line 0']);
    expect(spans(1)).toEqual(['ran 10-20', 'ran 50-60', 'Atomics.wait 20-50 line 2']);
    const wake = Array.from(trace.events.kind).findIndex((kind) => eventKinds[kind] === 'wake');
    expect(trace.strings[trace.events.name[wake]!]).toBe('timed-out');
  });

  it('waits to the end when nobody wakes it', () => {
    const { waits } = checked([sleeping(() => {})]);
    expect([waits.count, Array.from({ length: waits.count }, (_, wait) => waits.endNs.at(wait))]).toEqual([2, [Number.NaN, Number.NaN]]);
  });

  it('goes on when records of its waking are missing', () => {
    const trace = checked([
      sleeping((records) => {
        records.enter(30, 1);
        records.exit(40, 3);
        records.exit(60, 2);
        records.end(70, 0, 0);
      }),
    ]);
    expect(trace.waits.endNs.at(0)).toBe(30);
  });
});

describe('shared memory', () => {
  /** Wakes at 100 and 110 somebody at the begin of two buffers of one size, made here. */
  const main = (hand: (records: RecordWriter) => void): SegmentInput =>
    thread(0, (records) => {
      records.shared(8, '0.1');
      records.shared(8, '0.2');
      hand(records);
      records.notify(100, 5, 1, 0, 1);
      records.notify(101, 5, 2, 0, 1);
    });
  const sleeper = (threadId: number, receive: (records: RecordWriter) => void): SegmentInput =>
    thread(threadId, (records) => {
      receive(records);
      records.shared(8, '');
      records.sleep(50, 1, 0);
      records.awake(200, 0);
    });

  it('of one size and unknown origin is not told apart', () => {
    const trace = checked([main(() => {}), sleeper(1, () => {}), sleeper(2, () => {})]);
    expect(wakesOf(trace)).toEqual(['0 ? ambiguous', '0 ? ambiguous', '? 1 ambiguous', '? 2 ambiguous']);
  });

  it('is known by the message in which it came', () => {
    const trace = checked([
      main((records) => {
        records.endpoint(worker, '1p');
        records.endpoint(worker, '2p');
        records.sharedIn([2]);
        records.send(10, 1, 0, []);
        records.sharedIn([1]);
        records.send(11, 2, 0, []);
      }),
      ...[1, 2].map((threadId) =>
        sleeper(threadId, (records) => {
          records.endpoint(worker, `${threadId}c`);
          records.receive(20, 1, 0, []);
        }),
      ),
    ]);
    expect(wakesOf(trace)).toEqual(['0 2 none', '0 1 none']);
  });

  it('is known by its place in what a worker was started with', () => {
    const trace = checked([
      main((records) => {
        records.sharedStart(1, [1, 2]);
        records.sharedStart(2, [1, 2]);
      }),
      ...[1, 2].map((threadId) =>
        thread(threadId, (records) => {
          records.shared(8, '');
          records.shared(8, '');
          records.sharedStarted([1, 2]);
          records.sleep(50, threadId, 0);
          records.awake(200, 0);
        }),
      ),
    ]);
    expect(wakesOf(trace)).toEqual(['0 1 none', '0 2 none']);
  });

  it('is not known where some of a message was not looked through', () => {
    const trace = checked([
      main((records) => {
        records.sharedStart(1, [1, 0]);
        records.sharedStart(2, [2]);
      }),
      sleeper(1, () => {}),
      sleeper(2, () => {}),
    ]);
    // The second is known, so the first is what is left.
    expect(wakesOf(trace)).toEqual(['0 1 none', '0 2 none']);
  });

  it('of a main thread that was killed may have been notified unseen', () => {
    const killed = segmentOf({}, (records) => {
      records.shared(8, '0.1');
      records.notify(100, 5, 1, 0, 1);
    });
    expect(wakesOf(checked([killed, sleeper(1, () => {})]))).toEqual(['? 1 lost']);
  });
});

describe('a promise of waitAsync', () => {
  const run = (timeout: number, settledAt: number): Trace =>
    checked([
      thread(0, (records) => {
        records.shared(8, '0.1');
        records.promise(0);
        records.waitAsync(10, 1, 1, 0, timeout);
        records.sharedStart(1, [1]);
        records.settle(settledAt, 1);
      }),
      thread(1, (records) => {
        records.shared(8, '');
        records.sharedStarted([1]);
        records.notify(40, 5, 1, 0, 1);
      }),
    ]);

  it('settles because of the notify', () => {
    const trace = run(-1, 60);
    expect(wakesOf(trace)).toEqual(['1 0 none']);
    const settle = Array.from(trace.events.kind).findIndex((kind) => eventKinds[kind] === 'settle');
    const receive = trace.events.cause[settle]!;
    expect(eventKinds[trace.events.kind[receive]!]).toBe('receive');
    expect(trace.messages.receive[0]).toBe(receive);
  });

  it('settles by itself when its time is over', () => {
    expect(wakesOf(run(45, 60))).toEqual(['1 ? lost']);
  });
});
