// Laws of the wire: what is written is read back, whatever the order, and every prefix is readable. Long because it draws every record at random.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceFormatError } from '../../../src/model/errors.ts';
import { RecordReader } from '../../../src/model/wire/readRecords.ts';
import { type Records, untold } from '../../../src/model/wire/records.ts';
import { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { recordLog } from '../../support/recordLog.ts';

type Call = (into: Records) => void;

const id = fc.integer({ min: 1, max: 2 ** 31 });
const small = fc.integer({ min: 0, max: 300 });
const large = fc.integer({ min: 0, max: 2 ** 50 });
const code = fc.integer({ min: 0, max: 255 });
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.toWellFormed());
const ids = fc.array(fc.nat(300), { maxLength: 4 });
const site = fc.record({ kind: code, name: text, line: id, column: id });

/** Promise ids can only name promises that were initialised: they are drawn as a part of those so far. */
interface Draft {
  readonly passed: number;
  readonly call: (time: number, promises: number) => Call;
  readonly makesPromise?: boolean;
}

const pick = (part: number, promises: number): number => (promises === 0 ? 0 : 1 + (part % promises));

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ passed: large, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.enter(time, a) }) satisfies Draft),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.exit(time, a) }) satisfies Draft),
  fc.record({ a: id }).map(({ a }) => ({ passed: 0, call: () => (r) => r.throwing(a) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, s: id, k: fc.integer({ min: untold, max: 1000 }) })
    .map(
      ({ passed, a, s, k }) =>
        ({ passed, call: (time, promises) => (r) => r.suspend(time, a, s, k < 1 ? k : pick(k, promises)) }) satisfies Draft,
    ),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.resume(time, a) }) satisfies Draft),
  fc
    .record({ a: id, k: small })
    .map(({ a, k }) => ({ passed: 0, call: (_, promises) => (r) => r.returnPromise(a, pick(k, promises)) }) satisfies Draft),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.resumeYield(time, a) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, s: id })
    .map(({ passed, a, s }) => ({ passed, call: (time) => (r) => r.forAwait(time, a, s) }) satisfies Draft),
  fc
    .record({ k: small })
    .map(
      ({ k }) =>
        ({ passed: 0, makesPromise: true, call: (_, promises) => (r) => r.promise(k % 3 === 0 ? 0 : pick(k, promises)) }) satisfies Draft,
    ),
  fc
    .record({ passed: small, k: small })
    .map(({ passed, k }) => ({ passed, call: (time, promises) => (r) => r.settle(time, pick(k, promises)) }) satisfies Draft),
  fc
    .record({ passed: small, k: small })
    .map(({ passed, k }) => ({ passed, call: (time, promises) => (r) => r.reactionStart(time, pick(k, promises)) }) satisfies Draft),
  fc
    .record({ passed: small, k: small })
    .map(({ passed, k }) => ({ passed, call: (time, promises) => (r) => r.reactionEnd(time, pick(k, promises)) }) satisfies Draft),
  fc.record({ s: id }).map(({ s }) => ({ passed: 0, call: () => (r) => r.createdAt(s) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, t: id, g: id })
    .map(({ passed, a, t, g }) => ({ passed, call: (time) => (r) => r.asyncInit(time, a, t, g) }) satisfies Draft),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.asyncBefore(time, a) }) satisfies Draft),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.asyncAfter(time, a) }) satisfies Draft),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.asyncCancel(time, a) }) satisfies Draft),
  fc.record({ a: id }).map(({ a }) => ({ passed: 0, call: () => (r) => r.asyncAborts(a) }) satisfies Draft),
  fc.record({ passed: small }).map(({ passed }) => ({ passed, call: (time) => (r) => r.abort(time) }) satisfies Draft),
  fc.record({ passed: small }).map(({ passed }) => ({ passed, call: (time) => (r) => r.abortEnd(time) }) satisfies Draft),
  fc
    .record({ passed: small, a: small, t: text })
    .map(({ passed, a, t }) => ({ passed, call: (time) => (r) => r.spawnThread(time, a, t) }) satisfies Draft),
  fc
    .record({ passed: small, a: small, c: fc.integer({ min: -255, max: 255 }) })
    .map(({ passed, a, c }) => ({ passed, call: (time) => (r) => r.threadExited(time, a, c) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, t: text })
    .map(({ passed, a, t }) => ({ passed, call: (time) => (r) => r.spawnProcess(time, a, t) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, t: text })
    .map(({ passed, a, t }) => ({ passed, call: (time) => (r) => r.processExited(time, a, -1, t) }) satisfies Draft),
  fc.record({ passed: small, a: small }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.end(time, 0, a) }) satisfies Draft),
  fc.record({ a: code, t: text }).map(({ a, t }) => ({ passed: 0, call: () => (r) => r.endpoint(a, t) }) satisfies Draft),
  fc.record({ a: id, t: text }).map(({ a, t }) => ({ passed: 0, call: () => (r) => r.endpointKey(a, t) }) satisfies Draft),
  fc
    .record({ passed: small, a: id })
    .map(({ passed, a }) => ({ passed, call: (time) => (r) => r.endpointClosed(time, a) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, b: large, m: fc.array(id, { maxLength: 3 }) })
    .map(({ passed, a, b, m }) => ({ passed, call: (time) => (r) => r.send(time, a, b, m) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, b: large, m: fc.array(id, { maxLength: 3 }) })
    .map(({ passed, a, b, m }) => ({ passed, call: (time) => (r) => r.receive(time, a, b, m) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, b: large, c: small })
    .map(({ passed, a, b, c }) => ({ passed, call: (time) => (r) => r.write(time, a, b, c) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, b: large, c: small })
    .map(({ passed, a, b, c }) => ({ passed, call: (time) => (r) => r.read(time, a, b, c) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, m: code, o: large, t: text })
    .map(({ passed, a, m, o, t }) => ({ passed, call: (time) => (r) => r.http(time, a, m, o, t) }) satisfies Draft),
  fc
    .record({ passed: small, k: code, t: text })
    .map(({ passed, k, t }) => ({ passed, call: (time) => (r) => r.mark(time, k, t) }) satisfies Draft),
  fc
    .record({ passed: small, k: code, a: large, d: large, t: text })
    .map(({ passed, k, a, d, t }) => ({ passed, call: (time) => (r) => r.span(time, k, a, d, t) }) satisfies Draft),
  fc.record({ a: id }).map(({ a }) => ({ passed: 0, call: () => (r) => r.buffering(a) }) satisfies Draft),
  fc
    .record({
      passed: large,
      records: large,
      lost: small,
      strings: small,
      sites: id,
      shared: id,
      series: id,
      tasks: id,
      task: id,
      asyncId: id,
      endpoints: id,
    })
    .map(
      ({ passed, asyncId, endpoints, ...rest }) =>
        ({ passed, call: (time, promises) => (r) => r.checkpoint(time, { ...rest, promises, asyncId, endpoints }) }) satisfies Draft,
    ),
  fc.record({ passed: small, a: code }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.leavingOut(time, a) }) satisfies Draft),
  fc
    .record({ a: id, k: code, t: text, s: large, n: small })
    .map(({ a, k, t, s, n }) => ({ passed: 0, call: () => (r) => r.endpointAgain(a, k, t, s, n) }) satisfies Draft),
  fc.record({ a: large, t: text }).map(({ a, t }) => ({ passed: 0, call: () => (r) => r.shared(a, t) }) satisfies Draft),
  fc.record({ m: ids }).map(({ m }) => ({ passed: 0, call: () => (r) => r.sharedIn(m) }) satisfies Draft),
  fc.record({ a: small, m: ids }).map(({ a, m }) => ({ passed: 0, call: () => (r) => r.sharedStart(a, m) }) satisfies Draft),
  fc.record({ m: ids }).map(({ m }) => ({ passed: 0, call: () => (r) => r.sharedStarted(m) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, b: large, c: small })
    .map(({ passed, a, b, c }) => ({ passed, call: (time) => (r) => r.notify(time, b, a, c, c) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, b: large })
    .map(({ passed, a, b }) => ({ passed, call: (time) => (r) => r.sleep(time, a, b) }) satisfies Draft),
  fc.record({ passed: small, a: code }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.awake(time, a) }) satisfies Draft),
  fc
    .record({ passed: small, k: small, a: id, b: large, t: fc.oneof(fc.constant(-1), large) })
    .map(
      ({ passed, k, a, b, t }) =>
        ({ passed, call: (time, promises) => (r) => r.waitAsync(time, k % 4 === 0 ? 0 : pick(k, promises), a, b, t) }) satisfies Draft,
    ),
  fc
    .record({ a: code, k: small, n: small })
    .map(({ a, k, n }) => ({ passed: 0, call: (_, promises) => (r) => r.aggregate(a, pick(k, promises), n) }) satisfies Draft),
  fc.record({ t: text }).map(({ t }) => ({ passed: 0, call: () => (r) => r.sampler(t) }) satisfies Draft),
  fc
    .record({ passed: small, k: code, a: id, b: id, t: text })
    .map(({ passed, k, a, b, t }) => ({ passed, call: (time) => (r) => r.series(time, k, a, b, t) }) satisfies Draft),
  fc
    .record({ passed: small, a: id, v: large })
    .map(({ passed, a, v }) => ({ passed, call: (time) => (r) => r.sample(time, a, v) }) satisfies Draft),
  fc.record({ passed: small, a: id }).map(({ passed, a }) => ({ passed, call: (time) => (r) => r.seriesEnd(time, a) }) satisfies Draft),
  fc.record({ passed: small, t: text }).map(({ passed, t }) => ({ passed, call: (time) => (r) => r.samplerEnd(time, t) }) satisfies Draft),
  fc.record({ t: text }).map(({ t }) => ({ passed: 0, call: () => (r) => r.thread(t) }) satisfies Draft),
  fc.record({ t: text }).map(({ t }) => ({ passed: 0, call: () => (r) => r.string(t) }) satisfies Draft),
  fc
    .record({ t: text, s: fc.array(site, { maxLength: 3 }) })
    .map(({ t, s }) => ({ passed: 0, call: () => (r) => r.sourceFile(t, s) }) satisfies Draft),
);

/** Any order of records, each legal at its place. */
const streams = fc.array(drafts, { maxLength: 60 }).map((list) => {
  let time = 0;
  let promises = 0;
  return list.map((draft): Call => {
    time += draft.passed % 2 ** 40;
    const call = draft.call(time, promises);
    if (draft.makesPromise === true) promises++;
    return call;
  });
});

function writeAll(calls: readonly Call[]): Uint8Array {
  const writer = new RecordWriter(1 << 20);
  for (const call of calls) call(writer);
  return writer.output.payload.slice();
}

function logOf(calls: readonly Call[]): readonly string[] {
  const { lines, records } = recordLog();
  for (const call of calls) call(records);
  return lines;
}

/** What a writer tells as one, and the records that it is read as. */
const combined: readonly {
  readonly tell: (into: RecordWriter, time: number, task: number, promises: number) => void;
  readonly read: (into: Records, time: number, task: number, promises: number) => void;
}[] = [
  {
    tell: (into, time) => into.at({ time }).promiseEnterNow(1),
    read: (into, time) => {
      into.promise(0);
      into.enter(time, 1);
    },
  },
  {
    tell: (into, time, task) => into.at({ time }).resumeExitNow(task),
    read: (into, time, task) => {
      into.resume(time, task);
      into.exit(time, task);
    },
  },
  {
    tell: (into, time, task, promises) => into.at({ time }).exitSettleNow(task, promises),
    read: (into, time, task, promises) => {
      into.exit(time, task);
      into.settle(time, promises);
    },
  },
  {
    tell: (into, time, task, promises) => into.at({ time }).resumeExitSettleNow(task, promises),
    read: (into, time, task, promises) => {
      into.resume(time, task);
      into.exit(time, task);
      into.settle(time, promises);
    },
  },
];

const told = fc.array(
  fc.record({ which: fc.nat(combined.length - 1), task: fc.integer({ min: 2, max: 3 }), passed: fc.constantFrom(0, 0.4, 1, 300) }),
  { maxLength: 60 },
);

describe('records that are told as one', () => {
  it('are read and counted as what they stand for', () => {
    fc.assert(
      fc.property(told, (steps) => {
        const writer = new RecordWriter(1 << 16);
        const expected = recordLog();
        let time = 0;
        let promises = 0;
        for (const { which, task, passed } of steps) {
          const { tell, read } = combined[which]!;
          time += passed;
          if (which === 0) promises++;
          tell(writer, time, task, promises);
          read(expected.records, Math.floor(time), task, promises);
        }
        const actual = recordLog();
        new RecordReader().read(writer.output.payload.slice(), actual.records);
        expect(actual.lines).toEqual(expected.lines);
        expect(writer.output.count).toBe(actual.lines.length);
      }),
    );
  });
});

describe('the records of a segment', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(streams, (calls) => {
        const { lines, records } = recordLog();
        new RecordReader().read(writeAll(calls), records);
        expect(lines).toEqual(logOf(calls));
      }),
      { numRuns: 300 },
    );
  });

  it('are read the same in parts that end anywhere', () => {
    fc.assert(
      fc.property(streams, fc.array(fc.nat(200)), (calls, steps) => {
        const { lines, records } = recordLog();
        const bytes = writeAll(calls);
        const reader = new RecordReader();
        let at = 0;
        for (const step of steps) at = reader.read(bytes, records, at, Math.min(bytes.length, at + step));
        expect(reader.read(bytes, records, at)).toBe(bytes.length);
        expect(lines).toEqual(logOf(calls));
      }),
    );
  });

  it('are copied byte for byte by reading them into a writer', () => {
    fc.assert(
      fc.property(streams, (calls) => {
        const bytes = writeAll(calls);
        const copy = new RecordWriter(1 << 20);
        new RecordReader().read(bytes, copy);
        expect(copy.output.payload.slice()).toEqual(bytes);
      }),
    );
  });

  it('are delivered up to the cut when the bytes are cut anywhere', () => {
    fc.assert(
      fc.property(streams, fc.nat(), (calls, at) => {
        const bytes = writeAll(calls);
        const cut = bytes.subarray(0, bytes.length === 0 ? 0 : at % bytes.length);
        const { lines, records } = recordLog();
        try {
          new RecordReader().read(cut, records);
        } catch (error) {
          expect(error).toBeInstanceOf(TraceFormatError);
        }
        expect(lines).toEqual(logOf(calls).slice(0, lines.length));
      }),
    );
  });

  it('refuse an opcode that no version has', () => {
    expect(() => new RecordReader().read(new Uint8Array([0xfe]), recordLog().records)).toThrow(/byte 0 .* opcode 254/);
  });

  it('take no more than six bytes for an await with its time', () => {
    const writer = new RecordWriter(1 << 10);
    writer.promise(0);
    writer.enter(1_000, 40);
    const before = writer.output.length;
    writer.suspend(1_900, 2, 41, 1);
    expect(writer.output.length - before).toBeLessThanOrEqual(6);
  });
});
