// Replays the records of one thread: each is handed to the part of the state that it concerns. Long because it names every record.

import type { ThreadHeader } from '../model/launch.ts';
import type { SamplerDescription } from '../model/machine.ts';
import { codeOf, markKinds, spanKinds } from '../model/vocabulary.ts';
import { RecordReader } from '../model/wire/readRecords.ts';
import { type Checkpoint, type Records, type Site, untold } from '../model/wire/records.ts';
import { Aborts } from './aborts.ts';
import { eventCode, outcomeCode, taskCode } from './codes.ts';
import { Coroutines } from './coroutines.ts';
import { gapWords, ThreadGaps } from './leftOut.ts';
import { MessageEndsBuilder } from './matching/messageEndsBuilder.ts';
import { Numbering } from './numbering.ts';
import { Reactions } from './reactions.ts';
import { Resources } from './resources.ts';
import { EventRows } from './rows/eventRows.ts';
import { SliceRows } from './rows/sliceRows.ts';
import { TaskRows } from './rows/taskRows.ts';
import { WaitRows } from './rows/waitRows.ts';
import { SegmentCounters } from './sampledSeries.ts';
import { parseSamplerEnd, parseSamplerHeader } from './samplerHeader.ts';
import { Settling } from './settling.ts';
import { SharedMemory } from './synchronization/sharedMemory.ts';
import type { ThreadSharing } from './synchronization/threadSharing.ts';
import { parseThreadHeader } from './threadHeader.ts';
import { type ThreadRows, ThreadTasks } from './threadTasks.ts';

/** A thread or process that this thread created. */
export interface Spawn {
  readonly kind: 'thread' | 'process';
  readonly event: number;
  readonly timeNs: number;
  /** Thread id or pid. */
  readonly id: number;
  readonly name: string;
}

/** A thread or process that this thread saw end. */
export interface Departure {
  readonly kind: 'thread' | 'process';
  readonly event: number;
  readonly timeNs: number;
  readonly id: number;
  readonly code: number;
  readonly signal: string;
}

export interface ReplayedSpan {
  readonly kind: number;
  readonly startNs: number;
  readonly endNs: number;
  readonly name: number;
  readonly task: number;
}

const noteKind = codeOf(markKinds, 'note');
const leftOutKind = codeOf(spanKinds, 'leftOut');

function allRows(): ThreadRows {
  return { events: new EventRows(), tasks: new TaskRows(), slices: new SliceRows(), waits: new WaitRows() };
}

/**
 * One thread's records so far. Push its frames in order as they come; what it holds can be assembled into a trace at any
 * time between two frames. O(1) a record; about 100 bytes a task and 26 an event.
 */
export class ThreadReplay implements Records {
  header: ThreadHeader | null = null;
  /** Set when the segment is not that of a thread but what the host sampled. */
  sampling: SamplerDescription | null = null;
  records = 0;
  /** Of the frames that have begun. */
  bytes = 0;
  readonly gaps: ThreadGaps = new ThreadGaps();
  /** Bytes of records that the thread can lose by a sudden death. */
  bufferBytes = 0;
  /** Set when its segment was closed in order. */
  ended: { readonly exitCode: number; readonly lost: number } | null = null;
  readonly state: ThreadTasks;
  readonly spawns: Spawn[] = [];
  readonly departures: Departure[] = [];
  readonly spans: ReplayedSpan[] = [];
  /** What the tracer said that it could not do, once each. */
  readonly notes: Set<string> = new Set();
  readonly messages: MessageEndsBuilder = new MessageEndsBuilder();
  readonly counters: SegmentCounters = new SegmentCounters();
  readonly #reader = new RecordReader();
  readonly #settling: Settling;
  readonly #coroutines: Coroutines;
  readonly #reactions: Reactions;
  readonly #resources: Resources;
  readonly #aborts: Aborts;
  readonly #promiseIds: Numbering = new Numbering();
  #checkpointAt = 0;
  readonly #memory: SharedMemory;
  readonly sharing: ThreadSharing;
  #nextSite = 0;

  /** @param rows - others than those that keep everything */
  constructor(rows: ThreadRows = allRows()) {
    const state = new ThreadTasks(rows);
    this.state = state;
    this.#settling = new Settling(state);
    this.#coroutines = new Coroutines(state, this.#settling);
    this.#reactions = new Reactions(state, this.#settling);
    this.#resources = new Resources(state, this.#settling);
    this.#aborts = new Aborts(state);
    this.#memory = new SharedMemory(state);
    this.sharing = this.#memory.sharing;
  }

  /**
   * Replays the records that begin in the bytes [from, until) of a frame; the parts of a frame come in order.
   * @returns the byte behind the last of them, where the next part begins
   * @throws TraceFormatError at the first record that can't be read; those before it are replayed. O(bytes).
   */
  push(frame: Uint8Array, from = 0, until: number = frame.length): number {
    if (from === 0) this.bytes += frame.length;
    return this.#reader.read(frame, this, from, until);
  }

  #takeSite(): number {
    const site = this.#nextSite;
    this.#nextSite = 0;
    return site;
  }

  thread(headerJson: string): void {
    this.records++;
    if (this.header !== null) return;
    const header = parseThreadHeader(headerJson);
    const { state } = this;
    this.header = header;
    this.bufferBytes = header.bufferBytes;
    state.nowNs = header.startNs;
    const start = state.events.add(header.startNs, eventCode.start, 0, 0, -1, state.texts.intern(header.name));
    const root = state.createLate(taskCode.root, state.groups.groupOf(taskCode.root, 'top level', 0), -1, header.startNs);
    state.tasks.createEvent[root] = start;
    this.#coroutines.setRoot(root);
    state.push(root, start);
  }

  string(text: string): void {
    this.records++;
    this.state.texts.addRecorded(text);
  }

  sourceFile(path: string, sites: readonly Site[]): void {
    this.records++;
    this.state.texts.addFile(path, sites);
  }

  enter(time: number, site: number): void {
    this.records++;
    this.#coroutines.enter(time, site);
  }

  exit(time: number, task: number): void {
    this.records++;
    this.#coroutines.exit(time, task);
  }

  throwing(task: number): void {
    this.records++;
    this.#coroutines.throwing(task);
  }

  suspend(time: number, task: number, site: number, awaited: number): void {
    this.records++;
    this.#coroutines.suspend(time, task, site, awaited > 0 ? this.#promiseIds.rowOf(awaited) || untold : awaited);
  }

  resume(time: number, task: number): void {
    this.records++;
    this.#coroutines.resume(time, task);
  }

  returnPromise(task: number, promise: number): void {
    this.records++;
    this.#coroutines.returnPromise(task, this.#promiseIds.rowOf(promise));
  }

  resumeYield(time: number, task: number): void {
    this.records++;
    this.#coroutines.resumeYield(time, task);
  }

  forAwait(time: number, task: number, site: number): void {
    this.records++;
    this.#coroutines.forAwait(time, task, site);
  }

  promise(parent: number): void {
    this.records++;
    this.#promiseIds.give();
    const promise = this.#reactions.promise(this.#promiseIds.rowOf(parent), this.#coroutines.takeCreator(), this.#takeSite());
    if (parent === 0) this.#coroutines.lastPromise = promise;
  }

  settle(time: number, promise: number): void {
    this.records++;
    this.state.nowNs = time;
    const row = this.#promiseIds.rowOf(promise);
    const wokenBy = this.#memory.beforeSettle(row);
    this.#settling.settle(row);
    if (wokenBy >= 0) this.#memory.afterSettle(row, wokenBy);
    this.#aborts.settled(row);
  }

  reactionStart(time: number, promise: number): void {
    this.records++;
    this.#reactions.start(time, this.#promiseIds.rowOf(promise));
  }

  reactionEnd(time: number, promise: number): void {
    this.records++;
    this.#reactions.end(time, this.#promiseIds.rowOf(promise));
  }

  createdAt(site: number): void {
    this.records++;
    this.#nextSite = site;
  }

  asyncInit(time: number, asyncId: number, type: number, trigger: number): void {
    this.records++;
    this.#resources.init(time, asyncId, this.state.texts.recorded(type), trigger, this.#takeSite());
  }

  asyncBefore(time: number, asyncId: number): void {
    this.records++;
    this.#resources.before(time, asyncId);
    this.#aborts.before(time, asyncId);
  }

  asyncAfter(time: number, asyncId: number): void {
    this.records++;
    this.#aborts.after(time, asyncId);
    this.#resources.after(time, asyncId);
  }

  asyncAborts(asyncId: number): void {
    this.records++;
    this.#aborts.timer(asyncId);
  }

  abort(time: number): void {
    this.records++;
    this.#aborts.begin(time);
  }

  abortEnd(time: number): void {
    this.records++;
    this.#aborts.end(time);
  }

  asyncCancel(time: number, asyncId: number): void {
    this.records++;
    this.#resources.cancel(time, asyncId);
  }

  spawnThread(time: number, threadId: number, name: string): void {
    this.spawns.push({ kind: 'thread', event: this.#event(time, eventCode.spawn, name), timeNs: time, id: threadId, name });
  }

  spawnProcess(time: number, pid: number, command: string): void {
    this.spawns.push({ kind: 'process', event: this.#event(time, eventCode.spawn, command), timeNs: time, id: pid, name: command });
  }

  threadExited(time: number, threadId: number, code: number): void {
    const event = this.#event(time, eventCode.join, `exit code ${code}`);
    this.departures.push({ kind: 'thread', event, timeNs: time, id: threadId, code, signal: '' });
  }

  processExited(time: number, pid: number, code: number, signal: string): void {
    const event = this.#event(time, eventCode.join, signal === '' ? `exit code ${code}` : signal);
    this.departures.push({ kind: 'process', event, timeNs: time, id: pid, code, signal });
  }

  checkpoint(time: number, checkpoint: Checkpoint): void {
    const { state } = this;
    state.texts.tellFrom(checkpoint.strings, checkpoint.sites);
    this.sharing.tellFrom(checkpoint.shared);
    this.counters.tellFrom(checkpoint.series);
    this.#promiseIds.skipTo(checkpoint.promises);
    this.#coroutines.skipTo(checkpoint.tasks);
    this.messages.skipTo(checkpoint.endpoints);
    const gap = this.gaps.close(time, checkpoint, this.records - this.#checkpointAt, state.nowNs);
    this.#checkpointAt = this.records++;
    if (gap !== null) this.#leaveGap(time, `${gap.records} records ${gapWords[gap.reason]}`);
    state.nowNs = time;
  }

  /** What ran before it does not run any more, or does again; what it waits for is not known. */
  #leaveGap(time: number, text: string): void {
    const { state } = this;
    this.spans.push({ kind: leftOutKind, startNs: state.nowNs, endNs: time, name: state.texts.intern(text), task: -1 });
    state.suspendAll();
    this.#settling.reaction = 0;
    this.#settling.forget();
    this.#aborts.forget();
  }

  leavingOut(time: number, reason: number): void {
    this.records++;
    this.state.nowNs = time;
    this.gaps.leave(time, reason);
  }

  buffering(bytes: number): void {
    this.records++;
    this.bufferBytes = bytes;
  }

  end(time: number, exitCode: number, lost: number): void {
    this.records++;
    const { state } = this;
    state.nowNs = time;
    while (state.stack.depth > 0) state.pop();
    if (state.tasks.length > 0 && state.tasks.openWait[0]! < 0) state.finish(0, outcomeCode.finished);
    state.events.add(time, eventCode.exit, 0, 0, -1, state.texts.intern(`exit code ${exitCode}`));
    this.ended = { exitCode, lost };
  }

  /** An event of the task that runs, with a name. */
  #event(time: number, kind: number, name: string, detail = 0): number {
    this.records++;
    const { state } = this;
    state.nowNs = time;
    return state.events.add(time, kind, state.stack.task, 0, -1, state.texts.intern(name), detail);
  }

  endpoint(transport: number, key: string): void {
    this.records++;
    this.messages.endpoint(this.state.nowNs, transport, key);
  }

  endpointAgain(endpoint: number, transport: number, key: string, sent: number, received: number): void {
    this.records++;
    this.messages.endpointAgain(this.state.nowNs, endpoint, transport, key, sent, received);
  }

  endpointKey(endpoint: number, key: string): void {
    this.records++;
    this.messages.endpointKey(endpoint, key);
  }

  endpointClosed(time: number, endpoint: number): void {
    this.records++;
    this.state.nowNs = time;
    this.messages.endpointClosed(time, endpoint);
  }

  send(time: number, endpoint: number, bytes: number, moved: readonly number[]): void {
    const event = this.#event(time, eventCode.send, '', this.messages.transportOf(endpoint));
    this.sharing.send(this.messages.add('send', time, event, endpoint, 0, bytes, moved));
  }

  receive(time: number, endpoint: number, bytes: number, moved: readonly number[]): void {
    const event = this.#event(time, eventCode.receive, '', this.messages.transportOf(endpoint));
    this.messages.add('receive', time, event, endpoint, 0, bytes, moved);
  }

  write(time: number, endpoint: number, start: number, bytes: number): void {
    const event = this.#event(time, eventCode.send, '', this.messages.transportOf(endpoint));
    this.messages.add('write', time, event, endpoint, start, bytes);
  }

  read(time: number, endpoint: number, start: number, bytes: number): void {
    const event = this.#event(time, eventCode.receive, '', this.messages.transportOf(endpoint));
    this.messages.add('read', time, event, endpoint, start, bytes);
  }

  http(time: number, endpoint: number, mark: number, offset: number, name: string): void {
    this.records++;
    this.state.nowNs = time;
    this.messages.http(endpoint, mark, offset, name);
  }

  shared(bytes: number, key: string): void {
    this.records++;
    this.sharing.shared(bytes, key);
  }

  sharedIn(buffers: readonly number[]): void {
    this.records++;
    this.sharing.sharedIn(buffers);
  }

  sharedStart(threadId: number, buffers: readonly number[]): void {
    this.records++;
    this.sharing.starts.push({ threadId, buffers });
  }

  sharedStarted(buffers: readonly number[]): void {
    this.records++;
    this.sharing.started = buffers;
  }

  notify(time: number, duration: number, buffer: number, offset: number, woken: number): void {
    this.records++;
    this.#memory.notify(time, duration, buffer, offset, woken, this.#takeSite());
  }

  sleep(time: number, buffer: number, offset: number): void {
    this.records++;
    this.#memory.sleep(time, buffer, offset, this.#takeSite());
  }

  awake(time: number, result: number): void {
    this.records++;
    this.#memory.awake(time, result);
  }

  waitAsync(time: number, promise: number, buffer: number, offset: number, timeout: number): void {
    this.records++;
    this.#memory.waitAsync(time, this.#promiseIds.rowOf(promise), buffer, offset, timeout);
  }

  aggregate(mode: number, promise: number, made: number): void {
    this.records++;
    const row = this.#promiseIds.rowOf(promise);
    if (row > 0) this.state.aggregates.add(mode, row, made);
  }

  mark(time: number, kind: number, text: string): void {
    this.#event(time, eventCode.mark, text, kind);
    if (kind === noteKind) this.notes.add(text);
  }

  span(time: number, kind: number, startedAgo: number, duration: number, text: string): void {
    this.records++;
    const { state } = this;
    state.nowNs = time;
    const startNs = Math.max(0, time - startedAgo);
    this.spans.push({ kind, startNs, endNs: startNs + duration, name: state.texts.intern(text), task: state.stack.task });
  }

  sampler(headerJson: string): void {
    this.records++;
    if (this.header === null) this.sampling ??= parseSamplerHeader(headerJson);
  }

  series(time: number, kind: number, pid: number, osThread: number, name: string): void {
    this.#counted(time);
    this.counters.define(time, kind, pid, osThread, name);
  }

  sample(time: number, series: number, value: number): void {
    this.#counted(time);
    this.counters.sample(time, series, value);
  }

  seriesEnd(time: number, series: number): void {
    this.#counted(time);
    this.counters.end(time, series);
  }

  samplerEnd(time: number, endJson: string): void {
    this.#counted(time);
    if (this.sampling !== null) this.sampling = { ...this.sampling, end: parseSamplerEnd(endJson) };
  }

  #counted(time: number): void {
    this.records++;
    this.state.nowNs = time;
  }
}
