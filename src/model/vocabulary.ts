// The closed lists of a trace: what a lane, task, event, wait, message or mark can be. A new word is a new format version.
// The index of a word in its list is its code in columns and on the wire: append only.

export const laneKinds = ['machine', 'process', 'thread', 'taskGroup', 'system'] as const;
export type LaneKind = (typeof laneKinds)[number];

export const taskKinds = [
  'root', // a thread's top-level code
  'async function',
  'async generator',
  'promise', // a reaction: then, catch, finally, or a promise of code that is not instrumented
  'timer',
  'interval',
  'immediate',
  'tick', // process.nextTick
  'microtask', // queueMicrotask
  'io', // any other callback of the runtime: files, sockets, DNS, zlib, messages
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const outcomes = ['pending', 'fulfilled', 'rejected', 'finished', 'cancelled'] as const;
/** `finished` is the end of a task that settles no promise: a callback that ran, a root task. */
export type Outcome = (typeof outcomes)[number];

export const eventKinds = [
  'start', // first event of a thread; effect of a spawn
  'exit', // last event of a thread
  'spawn', // a thread or process was created
  'join', // a thread or process that this one created was seen to end
  'create', // a task came into being
  'block', // a task suspended
  'wake', // a task runs again, or for the first time
  'settle', // a task's promise settled, or its callback ended for good
  'send',
  'receive',
  'mark',
  'abort', // an AbortController or an AbortSignal.timeout aborts; what its listeners settle has it as its cause
] as const;
export type EventKind = (typeof eventKinds)[number];

export const waitReasons = [
  'await', // a promise
  'for await', // the next value of an async iterable
  'yield', // an async generator waits to be asked
  'start', // a task that was created and has not run yet: a timer's delay, an I/O operation, a queued reaction
  'next', // an interval or a socket between two of its callbacks
  'Atomics.wait', // the whole thread sleeps
] as const;
export type WaitReason = (typeof waitReasons)[number];

export const transports = [
  'messagePort',
  'worker', // between a Worker and its creator, over the port that Node gives both
  'broadcastChannel',
  'ipc',
  'ipcInternal', // Node's own control messages on a child's channel: cluster, handle passing
  'tcp',
  'http',
  'unix',
  'pipe',
  'udp',
  'atomics',
  'tls', // offsets are those of the plain text
  'http2', // one stream of a connection: a request and its response
  'websocket', // what is written on a connection after the upgrade
  'workerStdio', // a worker's stdin, stdout and stderr, where its creator asked for them
  'workerMessage', // postMessageToThread, from any thread of a process to any other
] as const;
export type Transport = (typeof transports)[number];

export const oneEndReasons = [
  'none', // both ends are known
  'inFlight', // sent, and the run ended before it was received
  'peerNotTraced',
  'closed', // the receiving end was closed, or nobody listened
  'ambiguous', // several senders fit
  'lost', // the other end's records are missing
] as const;
export type OneEndReason = (typeof oneEndReasons)[number];

export const markKinds = [
  'console',
  'stdout',
  'stderr',
  'performance.mark',
  'unhandledRejection',
  'uncaughtException',
  'signal',
  'untracedProcess', // a Node process that the tracer could not enter
  'note', // of the tracer itself: what it could not do
  'fs.watch', // a watched path has changed
  'fs.write', // a file has been written and closed, or has got this name
  'fs.read', // a file has been read and closed
] as const;
export type MarkKind = (typeof markKinds)[number];

/** `leftOut`: nothing was recorded of the thread. */
export const spanKinds = ['performance.measure', 'gc', 'stall', 'leftOut'] as const;
export type SpanKind = (typeof spanKinds)[number];

/** Why records are not in a trace. */
export const gapReasons = [
  'dropped', // they were older than the run was to keep
  'stopped', // recording was stopped, until it was started again
  'limit', // the run had as many bytes as it may have
  'rate', // more records a second than it was to record
  'lost', // they could not be written
] as const;
export type GapReason = (typeof gapReasons)[number];

export const siteKinds = ['async function', 'async generator', 'await', 'for await', 'yield', 'call'] as const;
/** What stands at a place of the person's source. `call`: a call that creates a task, such as `setTimeout(…)`. */
export type SiteKind = (typeof siteKinds)[number];

export const httpMarks = ['requestSent', 'requestReceived', 'responseSent', 'responseReceived'] as const;
export type HttpMark = (typeof httpMarks)[number];

export const wakeResults = ['ok', 'timed-out', 'not-equal'] as const;
/** What `Atomics.wait` returned. */
export type WakeResult = (typeof wakeResults)[number];

export const aggregateModes = ['all', 'allSettled', 'any', 'race'] as const;
/** Which function of `Promise` made one promise of several: the first two wait for the last of them, the others for the one that decides. */
export type AggregateMode = (typeof aggregateModes)[number];

export const counterKinds = [
  'running', // part of the time that an operating-system thread was on a processor; of a process or machine: processors in use
  'runnable', // the same for the time in which it could have run, had a processor been free
  'memory', // bytes of a process that are in memory
  'heap', // bytes of a JavaScript thread's heap in use
  'eventLoop', // part of the time that a thread's event loop did not wait for events
  'eventLoopDelay', // nanoseconds that a callback waited for its thread after it was due: the longest of those that began in the sample's time
  'poolBusy', // requests to libuv's thread pool that are not yet called back, up to the number of its threads
  'poolQueued', // those beyond it
] as const;
/** What a counter measures. Samples of `running`, `runnable` and `eventLoop` are means of their own time. */
export type CounterKind = (typeof counterKinds)[number];

/** The code of a word in one of the lists above. */
export function codeOf<Word extends string>(list: readonly Word[], word: Word): number {
  return list.indexOf(word);
}
