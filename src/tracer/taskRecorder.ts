// The records of coroutines and promises: those that always come together are held back for a moment, and told as one.

import type { RecordWriter } from '../model/wire/recordWriter.ts';
import type { Clock } from './clock.ts';
import { PromiseStamp } from './promiseStamp.ts';

/**
 * What has happened and has no record yet. Between it and the record that tells of it nothing of the program's runs, but
 * for a promise, of which nothing has been told then, and a reaction, of which nothing will be when it is a continuation.
 */
const held = { nothing: 0, reaction: 1, promise: 2, resume: 3, exit: 4, resumeExit: 5 } as const;
type Held = (typeof held)[keyof typeof held];

/**
 * Every record goes through {@link begin}, or a method that does so: `recorder.begin().throwing(task)`. Nothing here throws.
 */
export abstract class TaskRecorder {
  readonly clock: Clock;
  protected readonly writer: RecordWriter;
  /** The promise of the reaction that began last; see promises.ts. */
  reaction: object | undefined;
  /** It is the continuation of an instrumented await, and runs. */
  isContinuation = false;
  /** The reaction that was told of and has not ended. */
  openReaction = 0;
  #held: Held = held.nothing;
  #heldTask = 0;
  /** From the first a floating-point number to the engine. */
  #heldTime = -0;

  constructor(clock: Clock, writer: RecordWriter) {
    this.clock = clock;
    this.writer = writer;
  }

  protected abstract makeRoom(textBytes: number): void;

  /** The writer, with room for one record whose texts have `textUnits` UTF-16 units. */
  begin(textUnits = 0): RecordWriter {
    const { output } = this.writer;
    if (output.length + textUnits * 3 > output.limit) this.makeRoom(textUnits * 3);
    if (this.#held !== held.nothing) this.tellHeld();
    return this.writer;
  }

  /** Promise ids given so far. */
  get promises(): number {
    return this.#held === held.promise ? this.writer.promises + 1 : this.writer.promises;
  }

  /** A reaction has begun of which nothing has been told. */
  get isReactionPending(): boolean {
    return this.#held === held.reaction;
  }

  /** A promise without parent, from nobody knows where. @returns its id */
  promise(): number {
    if (this.#held !== held.nothing) this.tellHeld();
    this.#held = held.promise;
    return this.writer.promises + 1;
  }

  // Those that follow happen at the clock's last reading.

  enter(site: number): void {
    const isPromises = this.#held === held.promise;
    if (isPromises) this.#held = held.nothing;
    const writer = this.begin().at(this.clock);
    if (isPromises) writer.promiseEnterNow(site);
    else writer.enterNow(site);
  }

  suspend(task: number, site: number, awaited: number): void {
    this.begin().at(this.clock).suspendNow(task, site, awaited);
  }

  /** A reaction begins, or a continuation, which has records of its own. */
  reactionBegins(promise: object): void {
    if (this.#held !== held.nothing) this.tellHeld();
    this.#held = held.reaction;
    this.#heldTime = this.clock.time;
    this.reaction = promise;
  }

  /** The reaction that has just begun is a continuation. */
  reactionContinues(): void {
    this.#held = held.nothing;
    this.isContinuation = true;
  }

  resume(task: number): void {
    this.begin().at(this.clock).resumeNow(task);
  }

  /** A coroutine goes on, and its next record comes without time. */
  resumeBriefly(task: number): void {
    if (this.#held !== held.nothing) this.tellHeld();
    this.#hold(held.resume, task);
  }

  exit(task: number): void {
    const isResumes = this.#isResumeOf(task);
    if (isResumes) this.#held = held.nothing;
    const writer = this.begin().at(this.clock);
    if (isResumes) writer.resumeExitNow(task);
    else writer.exitNow(task);
  }

  /** As {@link exit}, when the settle of its promise comes next. */
  exitBeforeSettle(task: number): void {
    if (this.#isResumeOf(task)) this.#held = held.resumeExit;
    else {
      if (this.#held !== held.nothing) this.tellHeld();
      this.#hold(held.exit, task);
    }
  }

  settle(promise: number): void {
    const what = this.#held;
    const isEnds = (what === held.exit || what === held.resumeExit) && this.clock.time === this.#heldTime;
    if (isEnds) this.#held = held.nothing;
    const writer = this.begin().at(this.clock);
    if (!isEnds) writer.settleNow(promise);
    else if (what === held.exit) writer.exitSettleNow(this.#heldTask, promise);
    else writer.resumeExitSettleNow(this.#heldTask, promise);
  }

  #isResumeOf(task: number): boolean {
    return this.#held === held.resume && task === this.#heldTask && this.clock.time === this.#heldTime;
  }

  #hold(what: Held, task: number): void {
    this.#held = what;
    this.#heldTime = this.clock.time;
    this.#heldTask = task;
  }

  /** Makes records of what is held back. A frame keeps room for one. */
  protected tellHeld(): void {
    const what = this.#held;
    this.#held = held.nothing;
    const { writer } = this;
    if (what === held.promise) writer.promise(0);
    else if (what === held.resume) writer.resume(this.#heldTime, this.#heldTask);
    else if (what === held.exit) writer.exit(this.#heldTime, this.#heldTask);
    else if (what === held.resumeExit) writer.at({ time: this.#heldTime }).resumeExitNow(this.#heldTask);
    else if (what === held.reaction) this.#tellReaction();
    if (writer.output.length > writer.output.limit) this.makeRoom(0);
  }

  #tellReaction(): void {
    const reaction = this.reaction === undefined ? 0 : PromiseStamp.of(this.reaction);
    // The continuation of an await whose promise was rejected.
    if (reaction === 0) return;
    this.openReaction = reaction;
    this.writer.reactionStart(this.#heldTime, reaction);
  }
}
