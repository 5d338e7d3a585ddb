// A made-up trace of any size, the same for the same seed: several processes and threads, hundreds of functions, a message in twenty events.

import { noCounters } from '../../src/model/counters.ts';
import { Times } from '../../src/model/times.ts';
import type { AggregateTable, Lane, Thread, Trace } from '../../src/model/trace.ts';
import {
  codeOf,
  eventKinds,
  laneKinds,
  markKinds,
  oneEndReasons,
  outcomes,
  siteKinds,
  spanKinds,
  taskKinds,
  transports,
} from '../../src/model/vocabulary.ts';
import { NumberList } from './numberList.ts';
import { type Recording, simulate } from './simulateThreads.ts';

export interface SyntheticOptions {
  readonly events: number;
  readonly processes?: number;
  readonly threads?: number;
  readonly functions?: number;
  readonly seed?: number;
}

const noAggregates: AggregateTable = {
  count: 0,
  wait: new Uint32Array(0),
  mode: new Uint8Array(0),
  firstMember: new Uint32Array(1),
  memberTask: new Int32Array(0),
  memberSettle: new Int32Array(0),
};

/** Exactly `events` events, when there are at least 32 a thread. O(events). */
export function syntheticTrace({ events, processes = 3, threads = 8, functions = 200, seed = 1 }: SyntheticOptions): Trace {
  const recording = simulate({ threads, functions, eventsPerThread: Math.max(32, Math.floor(events / threads)), seed });
  const strings = [
    '',
    '/app/src/program.ts',
    ...Array.from({ length: functions }, (_, f) => `${verbs[f % verbs.length]}${nouns[Math.floor(f / verbs.length) % nouns.length]}${f}`),
    'tick of the clock',
    'GET /item/17',
    'gc',
  ];
  const lanes = lanesOf(processes, threads, functions, strings);
  const groupOf = (task: number): number => 1 + processes + threads + recording.functionOf.at(task);
  const taskOrder = orderBy(recording.functionOf.length, groupOf);
  const placeOfTask = inverse(taskOrder);
  const placed = (task: number): number => (task < 0 ? -1 : placeOfTask[task]);
  const sliceOrder = orderBy(recording.slices.task.length, (slice) => placeOfTask[recording.slices.task.at(slice)]);
  const waitOrder = orderBy(recording.waits.task.length, (wait) => placeOfTask[recording.waits.task.at(wait)]);
  const sliceTask = Uint32Array.from(sliceOrder, (slice) => placeOfTask[recording.slices.task.at(slice)]);
  const waitTask = Uint32Array.from(waitOrder, (wait) => placeOfTask[recording.waits.task.at(wait)]);
  const taskCount = taskOrder.length;
  const markText = strings.length - 3;
  const messageText = strings.length - 2;
  return {
    header: headerOf(recording),
    strings,
    sources: sourcesOf(functions),
    lanes,
    threads: threadsOf(recording, processes, lanes),
    tasks: {
      count: taskCount,
      thread: Uint16Array.from(taskOrder, (task) => recording.functionOf.at(task) % threads),
      group: Uint32Array.from(taskOrder, groupOf),
      kind: new Uint8Array(taskCount).fill(codeOf(taskKinds, 'async function')),
      name: Uint32Array.from(taskOrder, (task) => 2 + recording.functionOf.at(task)),
      source: Uint32Array.from(taskOrder, (task) => 1 + recording.functionOf.at(task)),
      parent: Int32Array.from(taskOrder, (task) => placed(recording.parent.at(task))),
      createdNs: Times.of(Float64Array.from(taskOrder, (task) => recording.created.at(task))),
      settledNs: Times.of(Float64Array.from(taskOrder, (task) => recording.settled.at(task))),
      outcome: Uint8Array.from(taskOrder, (task) =>
        codeOf(outcomes, Number.isNaN(recording.settled.at(task)) ? 'pending' : task % 97 === 0 ? 'rejected' : 'fulfilled'),
      ),
      createEvent: Int32Array.from(taskOrder, (task) => recording.createEvent.at(task)),
      settleEvent: Int32Array.from(taskOrder, (task) => recording.settleEvent.at(task)),
      firstSlice: firstOf(sliceTask, taskCount),
      firstWait: firstOf(waitTask, taskCount),
    },
    slices: {
      count: sliceOrder.length,
      task: sliceTask,
      startNs: Times.of(Float64Array.from(sliceOrder, (slice) => recording.slices.start.at(slice))),
      endNs: Times.of(Float64Array.from(sliceOrder, (slice) => recording.slices.end.at(slice))),
      depth: new Uint16Array(sliceOrder.length),
    },
    waits: {
      count: waitOrder.length,
      task: waitTask,
      startNs: Times.of(Float64Array.from(waitOrder, (wait) => recording.waits.start.at(wait))),
      readyNs: Times.of(Float64Array.from(waitOrder, (wait) => recording.waits.ready.at(wait))),
      endNs: Times.of(Float64Array.from(waitOrder, (wait) => recording.waits.end.at(wait))),
      reason: new Uint8Array(waitOrder.length),
      source: Uint32Array.from(waitTask, (task) => 1 + recording.functionOf.at(taskOrder[task])),
      wokenBy: Int32Array.from(waitOrder, (wait) => recording.waits.wokenBy.at(wait)),
      awaited: new Int32Array(waitOrder.length).fill(-1),
    },
    events: {
      count: recording.events.count,
      timeNs: Times.of(recording.events.timeNs),
      kind: recording.events.kind,
      task: recording.events.task.map(placed),
      name: Uint32Array.from(recording.events.kind, (kind) =>
        kind === mark ? markText : kind === send || kind === receive ? messageText : 0,
      ),
      source: new Uint32Array(recording.events.count),
      cause: recording.events.cause,
      detail: Uint8Array.from(recording.events.kind, (kind) =>
        kind === mark ? codeOf(markKinds, 'console') : kind === send || kind === receive ? codeOf(transports, 'http') : 0,
      ),
    },
    messages: messagesOf(recording, messageText),
    aggregates: noAggregates,
    spans: spansOf(recording, strings.length - 1),
    counters: noCounters,
  };
}

const verbs = ['fetch', 'parse', 'save', 'load', 'send', 'check', 'merge', 'render', 'await', 'poll'];
const nouns = ['Page', 'Batch', 'Item', 'User', 'Order', 'Index', 'Token', 'Frame', 'Chunk', 'Query'];
const mark = codeOf(eventKinds, 'mark');
const send = codeOf(eventKinds, 'send');
const receive = codeOf(eventKinds, 'receive');

/** Indexes 0 … count − 1 by key, those of one key as they come. */
function orderBy(count: number, keyOf: (index: number) => number): Uint32Array {
  let keys = 0;
  for (let i = 0; i < count; i++) keys = Math.max(keys, keyOf(i) + 1);
  const next = new Uint32Array(keys + 1);
  for (let i = 0; i < count; i++) next[keyOf(i) + 1]++;
  for (let key = 0; key < keys; key++) next[key + 1] += next[key];
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[next[keyOf(i)]++] = i;
  return order;
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]] = place;
  return places;
}

/** Of ascending owners, where each one's rows begin; one more entry for the end. */
function firstOf(owners: Uint32Array, count: number): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (const owner of owners) first[owner + 1]++;
  for (let owner = 0; owner < count; owner++) first[owner + 1] += first[owner];
  return first;
}

function headerOf(recording: Recording): Trace['header'] {
  return {
    run: 'synthetic',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationNs: recording.durationNs,
    clockErrorNs: 1_000,
    lost: 0,
    lostAtMost: 0,
    leftOut: 0,
    records: recording.events.count,
    bytes: recording.events.count * 6,
    command: ['node', 'program.ts'],
    cwd: '/app',
    level: 'full',
    machine: { hostname: 'here', platform: 'linux', architecture: 'x64', cpuModel: 'none', cpus: 2, memoryBytes: 8e9 },
    processes: [],
    sampler: null,
    ended: { code: 0, signal: null },
    gaps: [],
  };
}

function sourcesOf(functions: number): Trace['sources'] {
  const count = functions + 1;
  const perPlace = (value: (f: number) => number): Uint32Array =>
    Uint32Array.from({ length: count }, (_, place) => (place === 0 ? 0 : value(place - 1)));
  return {
    count,
    file: perPlace(() => 1),
    line: perPlace((f) => f * 10 + 1),
    column: perPlace(() => 1),
    kind: new Uint8Array(count).fill(codeOf(siteKinds, 'async function')),
    name: perPlace((f) => 2 + f),
  };
}

/** Machine, processes, threads, groups: thread t belongs to process t modulo processes, function f to thread f modulo threads. */
function lanesOf(processes: number, threads: number, functions: number, strings: readonly string[]): Lane[] {
  const lane = (kind: Lane['kind'], parent: number, name: string, more: Partial<Lane> = {}): Lane => {
    if (!laneKinds.includes(kind)) throw new Error(kind);
    return { kind, parent, name, pid: 0, threadId: 0, thread: -1, source: 0, ...more };
  };
  const lanes = [lane('machine', -1, 'here')];
  for (let p = 0; p < processes; p++) lanes.push(lane('process', 0, ['crawler', 'api', 'db'][p] ?? `process ${p}`, { pid: 4711 + p }));
  for (let t = 0; t < threads; t++) {
    const threadId = Math.floor(t / processes);
    lanes.push(
      lane('thread', 1 + (t % processes), threadId === 0 ? 'main' : `worker ${threadId}`, {
        pid: 4711 + (t % processes),
        threadId,
        thread: t,
      }),
    );
  }
  for (let f = 0; f < functions; f++) {
    const thread = f % threads;
    lanes.push(
      lane('taskGroup', 1 + processes + thread, strings[2 + f], {
        pid: 4711 + (thread % processes),
        threadId: Math.floor(thread / processes),
        thread,
        source: 1 + f,
      }),
    );
  }
  return lanes;
}

function threadsOf(recording: Recording, processes: number, lanes: readonly Lane[]): Thread[] {
  return recording.threadEnds.map((endNs, t) => ({
    lane: 1 + processes + t,
    pid: lanes[1 + processes + t].pid,
    threadId: lanes[1 + processes + t].threadId,
    creator: t === 0 ? -1 : 0,
    startNs: 0,
    endNs,
    firstEvent: t * recording.eventsPerThread,
    endEvent: (t + 1) * recording.eventsPerThread,
    exitCode: 0,
    lost: 0,
    complete: true,
    recording: 'buffered',
  }));
}

function messagesOf(recording: Recording, name: number): Trace['messages'] {
  const { send: sends, receive: receives } = recording.messages;
  const count = sends.length;
  const reason = (message: number): number => codeOf(oneEndReasons, receives.at(message) < 0 ? 'inFlight' : 'none');
  return {
    count,
    transport: new Uint8Array(count).fill(codeOf(transports, 'http')),
    send: Int32Array.from({ length: count }, (_, m) => sends.at(m)),
    receive: Int32Array.from({ length: count }, (_, m) => receives.at(m)),
    bytes: new Float64Array(count).fill(120),
    name: new Uint32Array(count).fill(name),
    reason: Uint8Array.from({ length: count }, (_, m) => reason(m)),
    peer: new Uint32Array(count),
  };
}

/** A pause for garbage on each thread for every thousandth of the run. */
function spansOf(recording: Recording, name: number): Trace['spans'] {
  const starts = new NumberList();
  const threads = new NumberList();
  for (const [t, end] of recording.threadEnds.entries()) {
    for (let at = 1; at < 1_000 && (at * recording.durationNs) / 1_000 < end; at += 50) {
      starts.push((at * recording.durationNs) / 1_000);
      threads.push(t);
    }
  }
  const count = starts.length;
  return {
    count,
    thread: Uint16Array.from({ length: count }, (_, s) => threads.at(s)),
    kind: new Uint8Array(count).fill(codeOf(spanKinds, 'gc')),
    startNs: Times.of(Float64Array.from({ length: count }, (_, s) => starts.at(s))),
    endNs: Times.of(Float64Array.from({ length: count }, (_, s) => starts.at(s) + 800_000)),
    name: new Uint32Array(count).fill(name),
    task: new Int32Array(count).fill(-1),
  };
}
