// The records of coroutines and promises to bytes, and what all records have in common: ids and times as differences to the last of their sort.

import { ByteWriter, putSigned, putUnsigned } from './byteWriter.ts';
import { op } from './opcodes.ts';
import { type StreamState, untold } from './records.ts';

/** A second: longer differences of times take the long way. */
const longestShortTime = 1e9;

/** To hand over what has a time costs nothing; a time itself becomes an object wherever the engine does not copy the callee. */
export interface Moment {
  readonly time: number;
}

/**
 * Appends records to the frame of {@link output}. The owner makes room before each call and takes the frames away between
 * records; differences go on from frame to frame, so the frames of one writer are one stream.
 */
export class TaskRecordWriter {
  readonly output: ByteWriter;
  /** From the first a floating-point number to the engine: one that grew out of the small integers would have the functions here compiled anew. */
  #time = -0;
  /** What is told next happens so much later than what was told last. */
  #passed = 0;
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
    this.pass(time);
    this.output.length = this.start(opcode);
  }

  /** The record that is told next, by a method that ends in `Now`, happens at this moment. */
  at(moment: Moment): this {
    this.pass(moment.time);
    return this;
  }

  protected pass(time: number): void {
    const passed = time - this.#time;
    // Integers of 31 bits stay in registers; what is cut off is told with the next time.
    const whole = passed > longestShortTime ? Math.floor(passed) : passed > 0 ? passed | 0 : 0;
    this.#passed = whole;
    this.#time += whole;
  }

  /** @returns where the record goes on */
  protected start(opcode: number): number {
    const { bytes, length } = this.output;
    bytes[length] = opcode;
    return putUnsigned(bytes, length + 1, this.#passed);
  }

  #putTask(at: number, task: number): number {
    const further = task - this.#task;
    this.#task = task;
    return putSigned(this.output.bytes, at, further);
  }

  #putPromise(at: number, promise: number): number {
    return putUnsigned(this.output.bytes, at, this.#promises - promise);
  }

  protected promiseId(promise: number): void {
    this.output.length = this.#putPromise(this.output.length, promise);
  }

  enter(time: number, site: number): void {
    this.pass(time);
    this.enterNow(site);
  }

  enterNow(site: number): void {
    this.#tasks++;
    this.#ofSite(op.enter, site, 1);
  }

  /** A promise without parent, and an enter. */
  promiseEnterNow(site: number): void {
    this.#promises++;
    this.#tasks++;
    this.#ofSite(op.promiseEnter, site, 2);
  }

  #ofSite(opcode: number, site: number, records: number): void {
    const { output } = this;
    output.finish(putUnsigned(output.bytes, this.start(opcode), site), records);
  }

  exit(time: number, task: number): void {
    this.pass(time);
    this.exitNow(task);
  }

  exitNow(task: number): void {
    this.#ofTask(op.exit, task, 1);
  }

  /** A resume and an exit at the same time. */
  resumeExitNow(task: number): void {
    this.#ofTask(op.resumeExit, task, 2);
  }

  /** An exit and the settle of a promise at the same time. */
  exitSettleNow(task: number, promise: number): void {
    this.output.finish(this.#putPromise(this.#putTask(this.start(op.exitSettle), task), promise), 2);
  }

  /** A resume, an exit and the settle of a promise at the same time. */
  resumeExitSettleNow(task: number, promise: number): void {
    this.output.finish(this.#putPromise(this.#putTask(this.start(op.resumeExitSettle), task), promise), 3);
  }

  throwing(task: number): void {
    this.begin(op.throwing);
    this.output.finish(this.#putTask(this.output.length, task), 1);
  }

  suspend(time: number, task: number, site: number, awaited: number): void {
    this.pass(time);
    this.suspendNow(task, site, awaited);
  }

  suspendNow(task: number, site: number, awaited: number): void {
    const { output } = this;
    const { bytes } = output;
    const isTold = awaited !== untold;
    let at = this.#putTask(this.start(isTold ? op.suspend : op.suspendUntold), task);
    at = putUnsigned(bytes, at, site);
    if (isTold) at = putUnsigned(bytes, at, awaited > 0 ? this.#promises - awaited + 2 : awaited < 0 ? 1 : 0);
    output.finish(at, 1);
  }

  resume(time: number, task: number): void {
    this.pass(time);
    this.resumeNow(task);
  }

  resumeNow(task: number): void {
    this.#ofTask(op.resume, task, 1);
  }

  #ofTask(opcode: number, task: number, records: number): void {
    this.output.finish(this.#putTask(this.start(opcode), task), records);
  }

  returnPromise(task: number, promise: number): void {
    this.begin(op.returnPromise);
    this.output.finish(this.#putPromise(this.#putTask(this.output.length, task), promise), 1);
  }

  resumeYield(time: number, task: number): void {
    this.pass(time);
    this.#ofTask(op.resumeYield, task, 1);
  }

  forAwait(time: number, task: number, site: number): void {
    this.pass(time);
    const { output } = this;
    output.finish(putUnsigned(output.bytes, this.#putTask(this.start(op.forAwait), task), site), 1);
  }

  promise(parent: number): void {
    this.begin(parent === 0 ? op.promise : op.promiseDerived);
    if (parent !== 0) this.promiseId(parent);
    this.#promises++;
    this.output.endRecord();
  }

  settle(time: number, promise: number): void {
    this.pass(time);
    this.settleNow(promise);
  }

  settleNow(promise: number): void {
    this.#ofPromise(op.settle, promise);
  }

  reactionStart(time: number, promise: number): void {
    this.pass(time);
    this.#ofPromise(op.reactionStart, promise);
  }

  reactionEnd(time: number, promise: number): void {
    this.pass(time);
    this.#ofPromise(op.reactionEnd, promise);
  }

  #ofPromise(opcode: number, promise: number): void {
    this.output.finish(this.#putPromise(this.start(opcode), promise), 1);
  }
}
