// The records of coroutines and promises to bytes, and what all records have in common: ids and times as differences to the last of their sort.

import { ByteWriter } from './byteWriter.ts';
import { op } from './opcodes.ts';
import { type StreamState, untold } from './records.ts';

/** A second: longer differences of times take the long way. */
const longestShortTime = 1e9;

/**
 * Appends records to the frame of {@link output}. The owner makes room before each call and takes the frames away between
 * records; differences go on from frame to frame, so the frames of one writer are one stream.
 */
export class TaskRecordWriter {
  readonly output: ByteWriter;
  /** From the first a floating-point number to the engine: one that grew out of the small integers would have the functions here compiled anew. */
  #time = -0;
  #task = 1;
  #promises = 0;
  #tasks = 1;

  /** `capacity`: of the first frame, in bytes. */
  constructor(capacity = 0) {
    this.output = new ByteWriter(capacity);
  }

  /** Promise ids given so far. */
  get promises(): number {
    return this.#promises;
  }

  /** Where ids and differences of these records have got to. */
  protected get taskState(): Pick<StreamState, 'tasks' | 'task' | 'promises'> {
    return { tasks: this.#tasks, task: this.#task, promises: this.#promises };
  }

  /** Goes on from there, at `time`, a whole number. */
  protected goOnFrom(time: number, { tasks, task, promises }: Pick<StreamState, 'tasks' | 'task' | 'promises'>): void {
    this.#time = time;
    this.#tasks = tasks;
    this.#task = task;
    this.#promises = promises;
  }

  protected begin(opcode: number): void {
    this.output.byte(opcode);
  }

  protected timed(opcode: number, time: number): void {
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
    this.#tasks++;
    if (output.length === output.promiseEnd) {
      output.bytes[output.length - 1] = op.promiseEnter;
      this.#passed(time);
    } else {
      this.timed(op.enter, time);
    }
    output.unsigned(site);
    this.output.endRecord();
  }

  exit(time: number, task: number): void {
    const { output } = this;
    if (output.length === output.resumeEnd && task === this.#task && time - this.#time < 1) {
      output.bytes[output.resumeAt] = op.resumeExit;
      output.exitAt = output.resumeAt;
      output.resumeEnd = -1;
    } else {
      output.exitAt = output.length;
      this.timed(op.exit, time);
      this.#taskId(task);
    }
    if (output.mayMerge) output.exitEnd = output.length;
    output.endRecord();
  }

  throwing(task: number): void {
    this.begin(op.throwing);
    this.#taskId(task);
    this.output.endRecord();
  }

  suspend(time: number, task: number, site: number, awaited: number): void {
    if (awaited === untold) return this.#suspendUntold(time, task, site);
    this.timed(op.suspend, time);
    this.#taskId(task);
    this.output.unsigned(site);
    this.output.unsigned(awaited === 0 ? 0 : awaited < 0 ? 1 : this.#promises - awaited + 2);
    this.output.endRecord();
  }

  #suspendUntold(time: number, task: number, site: number): void {
    this.timed(op.suspendUntold, time);
    this.#taskId(task);
    this.output.unsigned(site);
    this.output.endRecord();
  }

  resume(time: number, task: number): void {
    this.output.resumeAt = this.output.length;
    this.timed(op.resume, time);
    this.#taskId(task);
    if (this.output.mayMerge) this.output.resumeEnd = this.output.length;
    this.output.endRecord();
  }

  returnPromise(task: number, promise: number): void {
    this.begin(op.returnPromise);
    this.#taskId(task);
    this.promiseId(promise);
    this.output.endRecord();
  }

  resumeYield(time: number, task: number): void {
    this.timed(op.resumeYield, time);
    this.#taskId(task);
    this.output.endRecord();
  }

  forAwait(time: number, task: number, site: number): void {
    this.timed(op.forAwait, time);
    this.#taskId(task);
    this.output.unsigned(site);
    this.output.endRecord();
  }

  promise(parent: number): void {
    if (parent === 0) {
      this.begin(op.promise);
      if (this.output.mayMerge) this.output.promiseEnd = this.output.length;
    } else {
      this.begin(op.promiseDerived);
      this.promiseId(parent);
    }
    this.#promises++;
    this.output.endRecord();
  }

  settle(time: number, promise: number): void {
    const { output } = this;
    if (output.length === output.exitEnd && time - this.#time < 1) {
      output.bytes[output.exitAt] = output.bytes[output.exitAt] === op.exit ? op.exitSettle : op.resumeExitSettle;
    } else {
      this.timed(op.settle, time);
    }
    this.promiseId(promise);
    this.output.endRecord();
  }

  reactionStart(time: number, promise: number): void {
    this.timed(op.reactionStart, time);
    this.promiseId(promise);
    this.output.endRecord();
  }

  reactionEnd(time: number, promise: number): void {
    this.timed(op.reactionEnd, time);
    this.promiseId(promise);
    this.output.endRecord();
  }
}
