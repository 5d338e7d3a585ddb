// The records of a segment: what a tracer says of one thread, in the order in which it happened.
//
// The writer and the reader of the wire share this interface: `readRecords(bytes, writer)` copies a stream.
// Times are nanoseconds since the run's start and never decrease within a thread. Ids count from 1 within a thread;
// 0 means none. A task id here is that of a coroutine: one invocation of an instrumented async function or generator;
// 1 is the thread's root task. Reactions and callbacks have no task id: they are named by promise or async id.

import type { Nanoseconds } from '../units.ts';

/** What a coroutine awaits is not told: at the light level. */
export const untold = -2;

export interface Site {
  /** Code in {@link siteKinds}. */
  readonly kind: number;
  /** Name of the enclosing or named function; for a call the callee as written. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Where a thread's stream has got to: all that later records are told as differences to, or count on from. */
export interface StreamState {
  /** Tasks so far, the root included: the next coroutine gets the id after it. */
  readonly tasks: number;
  /** Task of the last record that has one. */
  readonly task: number;
  readonly promises: number;
  readonly asyncId: number;
  readonly endpoints: number;
}

/** What a reader needs to go on behind records that are not there. */
export interface Checkpoint extends StreamState {
  /** Records that the thread made before this one, written or not. */
  readonly records: number;
  /** Those of them that could not be written. */
  readonly lost: number;
  /** Strings and sites that were told before: those that follow are the next ones, or told again. */
  readonly strings: number;
  readonly sites: number;
  /** Likewise shared buffers and series of samples. */
  readonly shared: number;
  readonly series: number;
}

export interface Records {
  // Definitions. Ids are implicit: the first string is 1, the first site is 1.
  thread(headerJson: string): void;
  string(text: string): void;
  /** The file's sites get the next `sites.length` site ids. */
  sourceFile(path: string, sites: readonly Site[]): void;

  // Coroutines.
  /** A coroutine's body begins. It gets the next task id (the first is 2), its parent is the task that runs, and its promise is the last one initialised without a parent. */
  enter(time: Nanoseconds, site: number): void;
  /** Its body ends, by return or throw. */
  exit(time: Nanoseconds, task: number): void;
  /** Its body is ending by a throw; `exit` follows. */
  throwing(task: number): void;
  /** It suspends at `site`. `awaited`: the promise's id; 0 for a value; -1 for a thenable that is no native promise; {@link untold} at the light level. */
  suspend(time: Nanoseconds, task: number, site: number, awaited: number): void;
  resume(time: Nanoseconds, task: number): void;
  /** It returns a native promise: its own promise follows that one. `promise`: 0 at the light level, where promises have no numbers. */
  returnPromise(task: number, promise: number): void;
  /** An async generator's body goes on because its caller asked for the next value. */
  resumeYield(time: Nanoseconds, task: number): void;
  /** It waits for the next value of an async iterable. */
  forAwait(time: Nanoseconds, task: number, site: number): void;

  // Promises.
  /** A promise came into being; it gets the next promise id. `parent`: the promise it is derived from, or 0. */
  promise(parent: number): void;
  settle(time: Nanoseconds, promise: number): void;
  /** A reaction that is not the continuation of an instrumented await begins; `promise` is the derived one. */
  reactionStart(time: Nanoseconds, promise: number): void;
  reactionEnd(time: Nanoseconds, promise: number): void;

  /** The promise or async resource of the next record was created at this site of the person's source. */
  createdAt(site: number): void;

  // Async resources of the runtime, by Node's async ids.
  asyncInit(time: Nanoseconds, asyncId: number, type: number, trigger: number): void;
  asyncBefore(time: Nanoseconds, asyncId: number): void;
  asyncAfter(time: Nanoseconds, asyncId: number): void;
  /** It will not run any more although it could have: a cleared timer. */
  asyncCancel(time: Nanoseconds, asyncId: number): void;
  /** A timer that was made is one of `AbortSignal.timeout`: an abort when it fires. */
  asyncAborts(asyncId: number): void;

  // Threads and processes.
  spawnThread(time: Nanoseconds, threadId: number, name: string): void;
  threadExited(time: Nanoseconds, threadId: number, code: number): void;
  spawnProcess(time: Nanoseconds, pid: number, command: string): void;
  /** `signal`: its name, or empty. */
  processExited(time: Nanoseconds, pid: number, code: number, signal: string): void;
  /** Last record of a segment that was closed in order. `lost`: records that this thread failed to write. */
  end(time: Nanoseconds, exitCode: number, lost: number): void;

  /** The first record of what is written after a gap. Definitions follow that were made in it; at the beginning of a file, all of them again. */
  checkpoint(time: Nanoseconds, checkpoint: Checkpoint): void;
  /** Nothing is written behind this record, until a checkpoint. `reason`: code in {@link gapReasons}. */
  leavingOut(time: Nanoseconds, reason: number): void;
  /** From here on records are kept in memory first, up to so many bytes: what a sudden death can lose. Replaces what the thread's header says. */
  buffering(bytes: number): void;

  // Messages. An endpoint is one end of a channel as one thread holds it; it gets the next endpoint id.
  /**
   * `transport`: code in {@link transports}. `key`: what both ends know of the channel:
   * - messagePort `<thread>.<n>a` and `…b`, the two ends of the thread's n-th channel; empty at a port that came in a message
   * - worker `<worker's thread>p` at the creator, `…c` in the worker; `…sp` and `…sc` for what the worker is started with, whose one send and receive are the spawn and no message
   * - workerStdio `<worker's thread>p` at the creator, `…c` in the worker; workerMessage `<worker's thread>mp` and `…mc`
   * - broadcastChannel `<nanoseconds> <name>`: the time since which it was open for certain
   * - ipc and ipcInternal `<child's pid>p` in the parent, `…c` in the child; both share one stream of bytes
   * - tcp `<local address>:<port>><remote address>:<port>`, after `tls ` when the offsets are those of the plain text
   * - unix `client <path>` and `server <path>`
   */
  endpoint(transport: number, key: string): void;
  /** What was learned later of an endpoint, such as its addresses once connected. Replaces the key. */
  endpointKey(endpoint: number, key: string): void;
  endpointClosed(time: Nanoseconds, endpoint: number): void;
  /** After a checkpoint: an endpoint as it is now. `sent` and `received`: whole messages so far. */
  endpointAgain(endpoint: number, transport: number, key: string, sent: number, received: number): void;
  /**
   * One whole message is sent; `moved`: the endpoints that are transferred with it, in transfer order; 0 for one that is not followed.
   * `bytes`: 0, as a payload's size is not known; of a broadcast the nanoseconds that the post took, which decide whether its order is certain;
   * of workerStdio and workerMessage what src/model/nodePorts.ts says.
   */
  send(time: Nanoseconds, endpoint: number, bytes: number, moved: readonly number[]): void;
  /** One whole message is received, the next of this endpoint; `moved`: the endpoints that arrived in it. */
  receive(time: Nanoseconds, endpoint: number, bytes: number, moved: readonly number[]): void;
  /** Bytes of a stream are written by one call, stamped before it; `start`: offset of the first in the stream. */
  write(time: Nanoseconds, endpoint: number, start: number, bytes: number): void;
  read(time: Nanoseconds, endpoint: number, start: number, bytes: number): void;
  /**
   * The stream's message at `offset` is this HTTP request (`GET /path`, without its query) or response (`200`). `mark`: code in {@link httpMarks}; it says
   * which of the endpoint's two streams the offset is in. Of a received message the offset is that of the first read that can have brought it.
   */
  http(time: Nanoseconds, endpoint: number, mark: number, offset: number, name: string): void;

  // Shared memory. A shared buffer is one SharedArrayBuffer as one thread holds it; it gets the next shared id.
  /** `bytes`: the most that it can grow to. `key`: `<thread>.<n>` of the thread that made it; empty when it came from elsewhere. */
  shared(bytes: number, key: string): void;
  /** The shared buffers in the message that the next `send` tells of; 0 among them: there may be more. */
  sharedIn(buffers: readonly number[]): void;
  /** The shared buffers that a worker is started with, told by its creator, in the order of a walk through its data; 0 as above. */
  sharedStart(threadId: number, buffers: readonly number[]): void;
  /** The same, told by the worker. */
  sharedStarted(buffers: readonly number[]): void;
  /** `Atomics.notify` began at `time`, took `duration` and woke so many. `offset`: in bytes from the buffer's begin. */
  notify(time: Nanoseconds, duration: number, buffer: number, offset: number, woken: number): void;
  /** The thread goes to sleep in `Atomics.wait`, with all that is on its stack. */
  sleep(time: Nanoseconds, buffer: number, offset: number): void;
  /** It goes on. `result`: code in {@link wakeResults}. */
  awake(time: Nanoseconds, result: number): void;
  /** `Atomics.waitAsync` gave this promise, 0 when promises have no numbers. `timeout`: in nanoseconds, -1 when there is none. */
  waitAsync(time: Nanoseconds, promise: number, buffer: number, offset: number, timeout: number): void;

  /**
   * `Promise.all` or one of its sort gave `promise`. `mode`: code in {@link aggregateModes}. Of the last `made` promises, those that are
   * derived and have no site are its reactions to its members, in order.
   */
  aggregate(mode: number, promise: number, made: number): void;

  // Marks and spans.
  /** `kind`: code in {@link markKinds}. */
  mark(time: Nanoseconds, kind: number, text: string): void;
  /** `controller.abort()` begins to tell its signal's listeners, and {@link abortEnd} has told them; one may stand in another. */
  abort(time: Nanoseconds): void;
  abortEnd(time: Nanoseconds): void;
  /** It began `startedAgo` before `time` and took `duration`. `kind`: code in {@link spanKinds}. */
  span(time: Nanoseconds, kind: number, startedAgo: number, duration: number, text: string): void;

  // Counters.
  /** The first record of the segment in which the run's host writes down what it samples; it has no thread of its own. JSON of a {@link SamplerHeader}. */
  sampler(headerJson: string): void;
  /**
   * A counter gets the next series id; its first sample holds from `time`. `kind`: code in {@link counterKinds}. In a sampler's segment `pid` and
   * `osThread` say of whom, 0 of the machine and of the whole process, and `name` is what the system calls the thread; in that of a thread it is its own.
   */
  series(time: Nanoseconds, kind: number, pid: number, osThread: number, name: string): void;
  /** `value`: a whole number; parts and processors in ten-thousandths. A rate is the mean since the last sample, any other value is what was found at `time`. */
  sample(time: Nanoseconds, series: number, value: number): void;
  /** Nothing more is known of it from `time` on: its thread has ended. */
  seriesEnd(time: Nanoseconds, series: number): void;
  /** The sampler stops. JSON of a {@link SamplerEnd}. */
  samplerEnd(time: Nanoseconds, endJson: string): void;
}
