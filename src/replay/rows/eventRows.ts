// The events of one thread as they are replayed; row i has the sequence number i + 1.

import { GrowingRows } from './growingRows.ts';
import { firstCapacity, widen } from './widen.ts';

/** Names are ids of the thread's strings, sources its site ids, causes its own rows; those in other threads are known only when all are joined. */
export class EventRows extends GrowingRows {
  timeNs: Float64Array = new Float64Array(firstCapacity);
  kind: Uint8Array = new Uint8Array(firstCapacity);
  task: Int32Array = new Int32Array(firstCapacity);
  name: Uint32Array = new Uint32Array(firstCapacity);
  source: Uint32Array = new Uint32Array(firstCapacity);
  cause: Int32Array = new Int32Array(firstCapacity);
  detail: Uint8Array = new Uint8Array(firstCapacity);

  add(timeNs: number, kind: number, task: number, source: number, cause: number, name = 0, detail = 0): number {
    const row = this.nextRow();
    this.timeNs[row] = timeNs;
    this.kind[row] = kind;
    this.task[row] = task;
    this.name[row] = name;
    this.source[row] = source;
    this.cause[row] = cause;
    this.detail[row] = detail;
    return row;
  }

  /** The event that it follows from, −1 when none is known. */
  causeOf(event: number): number {
    return this.cause[event]!;
  }

  setCause(event: number, cause: number): void {
    this.cause[event] = cause;
  }

  /** It turned out to be of another kind. */
  setKind(event: number, kind: number): void {
    this.kind[event] = kind;
  }

  areOfOneTask(event: number, other: number): boolean {
    return this.task[event] === this.task[other];
  }

  protected override widenTo(capacity: number): void {
    this.timeNs = widen(this.timeNs, new Float64Array(capacity));
    this.kind = widen(this.kind, new Uint8Array(capacity));
    this.task = widen(this.task, new Int32Array(capacity));
    this.name = widen(this.name, new Uint32Array(capacity));
    this.source = widen(this.source, new Uint32Array(capacity));
    this.cause = widen(this.cause, new Int32Array(capacity));
    this.detail = widen(this.detail, new Uint8Array(capacity));
  }
}
