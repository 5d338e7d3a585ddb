// Threads that run made-up tasks in slices and send one another messages, in order of time.

import { codeOf, eventKinds } from '../../src/model/vocabulary.ts';
import { NumberList } from './numberList.ts';

export interface Recording {
  readonly durationNs: number;
  readonly eventsPerThread: number;
  readonly threadEnds: readonly number[];
  readonly events: {
    readonly count: number;
    readonly timeNs: Float64Array;
    readonly kind: Uint8Array;
    readonly task: Int32Array;
    readonly cause: Int32Array;
  };
  /** Tasks in order of creation. */
  readonly functionOf: NumberList;
  readonly parent: NumberList;
  readonly created: NumberList;
  readonly settled: NumberList;
  readonly createEvent: NumberList;
  readonly settleEvent: NumberList;
  readonly slices: { readonly task: NumberList; readonly start: NumberList; readonly end: NumberList };
  readonly waits: {
    readonly task: NumberList;
    readonly start: NumberList;
    readonly ready: NumberList;
    readonly end: NumberList;
    readonly wokenBy: NumberList;
  };
  /** In order of sending. */
  readonly messages: { readonly send: NumberList; readonly receive: NumberList };
}

interface SimulationOptions {
  readonly threads: number;
  readonly functions: number;
  readonly eventsPerThread: number;
  readonly seed: number;
}

interface Waiting {
  readonly task: number;
  readonly wait: number;
  slicesLeft: number;
}

interface ThreadState {
  readonly index: number;
  now: number;
  events: number;
  lastSettle: number;
  readonly waiting: Waiting[];
  readonly inbox: { readonly message: number; readonly arrives: number }[];
}

/** Most events that one slice can make. */
const sliceEvents = 8;
const mostWaiting = 14;

export function simulate(options: SimulationOptions): Recording {
  return new Simulation(options).run();
}

class Simulation {
  readonly #options: SimulationOptions;
  readonly #threads: ThreadState[];
  readonly #recording: Recording;
  #state: number;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#state = options.seed * 2_654_435_761 + 1;
    this.#threads = Array.from({ length: options.threads }, (_, index) => ({
      index,
      now: index * 1_000,
      events: 0,
      lastSettle: -1,
      waiting: [],
      inbox: [],
    }));
    const count = options.threads * options.eventsPerThread;
    this.#recording = {
      durationNs: 0,
      eventsPerThread: options.eventsPerThread,
      threadEnds: [],
      events: {
        count,
        timeNs: new Float64Array(count),
        kind: new Uint8Array(count),
        task: new Int32Array(count),
        cause: new Int32Array(count).fill(-1),
      },
      functionOf: new NumberList(),
      parent: new NumberList(),
      created: new NumberList(),
      settled: new NumberList(),
      createEvent: new NumberList(),
      settleEvent: new NumberList(),
      slices: { task: new NumberList(), start: new NumberList(), end: new NumberList() },
      waits: { task: new NumberList(), start: new NumberList(), ready: new NumberList(), end: new NumberList(), wokenBy: new NumberList() },
      messages: { send: new NumberList(), receive: new NumberList() },
    };
  }

  run(): Recording {
    const running = [...this.#threads];
    for (const thread of running) this.#event(thread, 'start', -1, -1);
    while (running.length > 0) {
      const thread = running.reduce((first, other) => (other.now < first.now ? other : first));
      if (thread.events + sliceEvents + 1 <= this.#options.eventsPerThread) this.#slice(thread);
      else running.splice(running.indexOf(thread), 1);
    }
    for (const thread of this.#threads) {
      while (thread.events < this.#options.eventsPerThread - 1) this.#event(thread, 'mark', -1, -1);
      this.#event(thread, 'exit', -1, -1);
    }
    const threadEnds = this.#threads.map((thread) => thread.now);
    return { ...this.#recording, threadEnds, durationNs: Math.max(...threadEnds) };
  }

  #random(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 4_294_967_296;
  }

  #event(thread: ThreadState, kind: (typeof eventKinds)[number], task: number, cause: number): number {
    const { events } = this.#recording;
    const event = thread.index * this.#options.eventsPerThread + thread.events++;
    events.timeNs[event] = thread.now;
    events.kind[event] = codeOf(eventKinds, kind);
    events.task[event] = task;
    events.cause[event] = cause;
    return event;
  }

  /** One task runs for a while: a new one or one that waited; it may receive, send and mark; then it waits again or settles. */
  #slice(thread: ThreadState): void {
    const { slices } = this.#recording;
    thread.now += Math.floor(this.#random() * 4_000);
    const current = this.#resume(thread) ?? this.#create(thread);
    const start = thread.now;
    this.#receive(thread, current.task);
    thread.now += Math.floor(1_000 + this.#random() ** 4 * 300_000);
    if (this.#random() < 0.09) this.#send(thread, current.task);
    if (this.#random() < 0.01) this.#event(thread, 'mark', current.task, -1);
    slices.task.push(current.task);
    slices.start.push(start);
    slices.end.push(thread.now);
    if (current.slicesLeft > 1) this.#suspend(thread, current);
    else this.#settle(thread, current.task);
  }

  #resume(thread: ThreadState): Waiting | null {
    if (thread.waiting.length === 0 || (thread.waiting.length < mostWaiting && this.#random() < 0.3)) return null;
    const at = Math.floor(this.#random() * thread.waiting.length);
    const [waiting] = thread.waiting.splice(at, 1);
    const { waits } = this.#recording;
    const start = waits.start.at(waiting.wait);
    waits.ready.set(waiting.wait, Math.floor(start + (thread.now - start) * (0.5 + this.#random() / 2)));
    waits.end.set(waiting.wait, thread.now);
    waits.wokenBy.set(waiting.wait, thread.lastSettle);
    this.#event(thread, 'wake', waiting.task, thread.lastSettle);
    return waiting;
  }

  #create(thread: ThreadState): Waiting {
    const recording = this.#recording;
    const { threads, functions } = this.#options;
    const perThread = Math.floor((functions - 1 - thread.index) / threads) + 1;
    const task = recording.functionOf.push(thread.index + threads * Math.floor(this.#random() ** 2 * perThread));
    recording.parent.push(thread.waiting[0]?.task ?? -1);
    recording.created.push(thread.now);
    recording.settled.push(Number.NaN);
    recording.settleEvent.push(-1);
    const create = this.#event(thread, 'create', task, -1);
    recording.createEvent.push(create);
    this.#event(thread, 'wake', task, create);
    return { task, wait: -1, slicesLeft: 1 + Math.floor(this.#random() * 5) };
  }

  #suspend(thread: ThreadState, current: Waiting): void {
    const { waits } = this.#recording;
    this.#event(thread, 'block', current.task, -1);
    const wait = waits.task.push(current.task);
    waits.start.push(thread.now);
    waits.ready.push(Number.NaN);
    waits.end.push(Number.NaN);
    waits.wokenBy.push(-1);
    thread.waiting.push({ task: current.task, wait, slicesLeft: current.slicesLeft - 1 });
  }

  #settle(thread: ThreadState, task: number): void {
    thread.lastSettle = this.#event(thread, 'settle', task, -1);
    this.#recording.settled.set(task, thread.now);
    this.#recording.settleEvent.set(task, thread.lastSettle);
  }

  #send(thread: ThreadState, task: number): void {
    const { messages } = this.#recording;
    const others = this.#threads.length - 1;
    if (others === 0) return;
    const to = this.#threads[(thread.index + 1 + Math.floor(this.#random() * others)) % this.#threads.length];
    const message = messages.send.push(this.#event(thread, 'send', task, -1));
    messages.receive.push(-1);
    to.inbox.push({ message, arrives: thread.now + 20_000 + Math.floor(this.#random() * 50_000) });
  }

  #receive(thread: ThreadState, task: number): void {
    const { messages } = this.#recording;
    for (let received = 0; received < 2 && thread.inbox.length > 0 && thread.inbox[0].arrives <= thread.now; received++) {
      const message = thread.inbox.shift()?.message as number;
      messages.receive.set(message, this.#event(thread, 'receive', task, messages.send.at(message)));
    }
  }
}
