// Random records of one thread: mostly sensible, now and then nonsense, as a damaged or incomplete recording has it.

import fc from 'fast-check';
import { untold } from '../../src/model/wire/records.ts';
import type { RecordWriter } from '../../src/model/wire/recordWriter.ts';
import { site } from './recordStream.ts';

export interface RandomRecord {
  readonly kind: number;
  readonly passed: number;
  readonly a: number;
  readonly b: number;
}

export const randomRecords: fc.Arbitrary<readonly RandomRecord[]> = fc.array(
  fc.record({ kind: fc.nat(35), passed: fc.oneof(fc.constant(0), fc.nat(50)), a: fc.nat(12), b: fc.nat(12) }),
  { maxLength: 120 },
);

const types = ['Timeout', 'Immediate', 'TickObject', 'Microtask', 'FSREQCALLBACK', 'TCPWRAP', 'HTTPINCOMINGMESSAGE', 'MyPool'];

/** Writes them; ids are small numbers, so that they often hit something. */
export function writeRandomRecords(records: RecordWriter, random: readonly RandomRecord[]): void {
  records.sourceFile('/app/app.ts', [
    site('async function', 'f', 1),
    site('await', 'f', 2),
    site('async generator', 'g', 5),
    site('yield', 'g', 6),
    site('call', 'setTimeout', 8),
  ]);
  for (const type of types) records.string(type);
  let time = 0;
  for (const record of random) {
    time += record.passed;
    writeOne(records, record, time);
  }
}

function writeOne(records: RecordWriter, { kind, a, b }: RandomRecord, time: number): void {
  const task = 1 + a;
  const promise = Math.max(0, records.promises - b);
  const calls: readonly (() => void)[] = [
    () => records.enter(time, a % 2 === 0 ? 1 : 3),
    () => records.enter(time, 1),
    () => records.exit(time, task),
    () => records.throwing(task),
    () => records.suspend(time, task, a % 3 === 0 ? 4 : 2, a % 5 === 0 ? -1 : promise),
    () => records.suspend(time, task, 2, 0),
    () => records.resume(time, task),
    () => records.resume(time, task),
    () => records.returnPromise(task, promise),
    () => records.resumeYield(time, task),
    () => records.forAwait(time, task, 2),
    () => records.promise(0),
    () => records.promise(promise),
    () => records.settle(time, promise),
    () => records.settle(time, promise),
    () => records.reactionStart(time, promise),
    () => records.reactionEnd(time, promise),
    () => records.createdAt(b % 6),
    () => records.asyncInit(time, task, 1 + (b % 9), b),
    () => records.asyncInit(time, task, 1 + (b % 9), b),
    () => records.asyncBefore(time, task),
    () => records.asyncAfter(time, task),
    () => records.asyncCancel(time, task),
    () => records.mark(time, 0, 'mark'),
    () => records.asyncAborts(task),
    () => records.abort(time),
    () => records.abortEnd(time),
    () => records.spawnThread(time, a, 'worker'),
    () => records.suspend(time, task, a % 3 === 0 ? 4 : 2, untold),
    () => records.returnPromise(task, 0),
    () => records.sleep(time, 1, b),
    () => records.awake(time, a % 3),
    () => records.notify(time, b, 1, a, 1),
    () => records.waitAsync(time, promise, 1, a, b % 2 === 0 ? -1 : b),
    () => records.aggregate(a % 4, promise, b),
    () => records.series(time, a, 0, 0, ''),
    () => records.sample(time, b, a),
    () => records.sample(time, 1, a),
    () => records.seriesEnd(time, b),
  ];
  calls[kind]!();
}
