// The records of coroutines and promises to bytes, and what all records have in common: ids and times as differences to the last of their sort.

import { ByteWriter } from './byteWriter.ts';
import { op } from './opcodes.ts';
import { untold } from './records.ts';

/** A second: longer differences of times take the long way. */
const longestShortTime = 1e9;

/**
 * Appends records to `output`. The owner makes room before each call and takes the bytes away between records;
 * differences go on across takes, so the bytes of one writer are one stream.
 */
export class TaskRecordWriter {
  readonly output: ByteWriter;
  #count = 0;
  // Records that usually follow one another are made one: where the last of such a kind stands, and where it ends, −1 when none.
  #promiseEnd = -1;
  #resumeAt = -1;
  #resumeEnd = -1;
  #exitAt = -1;
  #exitEnd = -1;
  /** From the first a floating-point number to the engine: one that grew out of the small integers would have the functions here compiled anew. */
  #time = -0;
  #task = 1;
  #promises = 0;

  constructor(capacity: number) {
    this.output = new ByteWriter(capacity);
  }

  /** Records written since {@link takeCount}; those that were made one count apart, as they are read. */
  get count(): number {
    return this.#count;
  }

  /** The bytes so far are taken away: nothing in them can be changed any more. */
  takeCount(): number {
    const count = this.#count;
    this.#count = 0;
    this.#promiseEnd = -1;
    this.#resumeEnd = -1;
    this.#exitEnd = -1;
    return count;
  }

  /** Promise ids given so far. */
  get promises(): number {
    return this.#promises;
  }

  protected begin(opcode: number): void {
    this.#count++;
    this.output.byte(opcode);
  }

  protected timed(opcode: number, time: number): void {
    this.#count++;
    this.output.byte(opcode);
    this.#passed(time);
  }

  #passed(time: number): void {
    const passed = time - this.#time;
    if (passed > longestShortTime) return this.#longTime(passed);
    // Integers of 31 bits stay in registers; what is cut off is told with the next time.
    const whole = passed > 0 ? passed | 0 : 0;
    this.output.unsigned(whole);
    this.#time += whole;
  }

  #longTime(passed: number): void {
    const whole = Math.floor(passed);
    this.output.unsigned(whole);
    this.#time += whole;
  }

  #taskId(task: number): void {
    this.output.signed(task - this.#task);
    this.#task = task;
  }

  protected promiseId(promise: number): void {
    this.output.unsigned(this.#promises - promise);
  }

  enter(time: number, site: number): void {
    const { output } = this;
    if (output.length === this.#promiseEnd) {
      this.#count++;
      output.bytes[output.length - 1] = op.promiseEnter;
      this.#passed(time);
    } else {
      this.timed(op.enter, time);
    }
    output.unsigned(site);
  }

  exit(time: number, task: number): void {
    const { output } = this;
    if (output.length === this.#resumeEnd && task === this.#task && time - this.#time < 1) {
      this.#count++;
      output.bytes[this.#resumeAt] = op.resumeExit;
      this.#exitAt = this.#resumeAt;
      this.#resumeEnd = -1;
    } else {
      this.#exitAt = output.length;
      this.timed(op.exit, time);
      this.#taskId(task);
    }
    this.#exitEnd = output.length;
  }

  throwing(task: number): void {
    this.begin(op.throwing);
    this.#taskId(task);
  }

  suspend(time: number, task: number, site: number, awaited: number): void {
    if (awaited === untold) return this.#suspendUntold(time, task, site);
    this.timed(op.suspend, time);
    this.#taskId(task);
    this.output.unsigned(site);
    this.output.unsigned(awaited === 0 ? 0 : awaited < 0 ? 1 : this.#promises - awaited + 2);
  }

  #suspendUntold(time: number, task: number, site: number): void {
    this.timed(op.suspendUntold, time);
    this.#taskId(task);
    this.output.unsigned(site);
  }

  resume(time: number, task: number): void {
    this.#resumeAt = this.output.length;
    this.timed(op.resume, time);
    this.#taskId(task);
    this.#resumeEnd = this.output.length;
  }

  returnPromise(task: number, promise: number): void {
    this.begin(op.returnPromise);
    this.#taskId(task);
    this.promiseId(promise);
  }

  resumeYield(time: number, task: number): void {
    this.timed(op.resumeYield, time);
    this.#taskId(task);
  }

  forAwait(time: number, task: number, site: number): void {
    this.timed(op.forAwait, time);
    this.#taskId(task);
    this.output.unsigned(site);
  }

  promise(parent: number): void {
    if (parent === 0) {
      this.begin(op.promise);
      this.#promiseEnd = this.output.length;
    } else {
      this.begin(op.promiseDerived);
      this.promiseId(parent);
    }
    this.#promises++;
  }

  settle(time: number, promise: number): void {
    const { output } = this;
    if (output.length === this.#exitEnd && time - this.#time < 1) {
      this.#count++;
      output.bytes[this.#exitAt] = output.bytes[this.#exitAt] === op.exit ? op.exitSettle : op.resumeExitSettle;
    } else {
      this.timed(op.settle, time);
    }
    this.promiseId(promise);
  }

  reactionStart(time: number, promise: number): void {
    this.timed(op.reactionStart, time);
    this.promiseId(promise);
  }

  reactionEnd(time: number, promise: number): void {
    this.timed(op.reactionEnd, time);
    this.promiseId(promise);
  }
}
