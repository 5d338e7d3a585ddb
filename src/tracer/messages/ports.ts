// Message ports: which endpoint each port of this thread is, what it sends and receives, and where it goes when it is transferred.

import { MessagePort } from 'node:worker_threads';
import type { AsyncResources } from '../asyncResources.ts';
import { util } from '../nodeUtil.ts';
import { guarded } from '../patchMethod.ts';
import { processHandles } from '../silentBinding.ts';
import { defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import { describeHearing } from './threadMessages.ts';

const { hasRef, ref, unref } = MessagePort.prototype as unknown as Record<'hasRef' | 'ref' | 'unref', (this: object) => boolean>;

// Taken now: the program may replace it later, and we do.
const { getCallSites } = util;
/** More than our own functions below a hook. */
const hookDepth = 12;

/**
 * Only ports with an endpoint are followed; Node's own have none. Node makes the ports of a message just before it
 * calls back for the message, in the order of the transfer list, so that they are known without a look at the message.
 */
export class Ports {
  readonly #recorder: MessageRecorder;
  readonly #resources: AsyncResources;
  readonly #endpoints = new WeakMap<object, number>();
  readonly #asyncIds = new WeakMap<object, number>();
  /** Ports that came into being and that nobody has claimed. */
  #unclaimed: object[] = [];
  /** Those of them that no JavaScript made. */
  readonly #arrivals = new WeakSet<object>();
  /** The endpoints of Node's own channels between threads, and of what came out of them. */
  readonly #ofThreads = new Set<number>();
  /** A port that nothing has shown yet. */
  #expected: { readonly asyncId: number; readonly endpoint: number } | undefined;

  constructor(recorder: MessageRecorder, resources: AsyncResources) {
    this.#recorder = recorder;
    this.#resources = resources;
    resources.onInit(['MESSAGEPORT'], (asyncId, _type, port) => {
      this.#asyncIds.set(port, asyncId);
      this.#unclaimed.push(port);
      if (isOutsideJavaScript()) this.#arrivals.add(port);
    });
  }

  endpointOf(port: object): number | undefined {
    return this.#endpoints.get(port);
  }

  /** Whether what it sends may be of `postMessageToThread`. */
  isOfThreads(endpoint: number): boolean {
    return this.#ofThreads.size !== 0 && this.#ofThreads.has(endpoint);
  }

  /** Follows a port of Node's own channel between two threads. */
  followThread(port: object, endpoint: number): void {
    this.#ofThreads.add(endpoint);
    this.follow(port, endpoint);
  }

  /** Follows such a port from its first message on. */
  expect(asyncId: number, endpoint: number): void {
    this.#expected = { asyncId, endpoint };
    this.#ofThreads.add(endpoint);
    this.#resources.watch(asyncId, (timeNs) => {
      const port = this.#resources.current();
      this.follow(port, endpoint, asyncId);
      this.#calledBack(port, endpoint, asyncId, timeNs);
    });
  }

  /** The endpoint of a port that sends and is not followed, if it is the expected one; it is followed then. */
  recognize(port: object): number | undefined {
    const expected = this.#expected;
    if (expected === undefined || asyncIdOf(port) !== expected.asyncId) return undefined;
    this.#expected = undefined;
    this.follow(port, expected.endpoint, expected.asyncId);
    return expected.endpoint;
  }

  /** Follows a port. `asyncId`: needed when it is older than the tracer. */
  follow(port: object, endpoint: number, asyncId: number | undefined = this.#asyncIds.get(port)): void {
    this.#endpoints.set(port, endpoint);
    this.hear(port, endpoint, asyncId);
  }

  /** Follows what a port receives only. */
  hear(port: object, endpoint: number, asyncId: number | undefined = this.#asyncIds.get(port)): void {
    if (asyncId === undefined) return;
    this.#asyncIds.set(port, asyncId);
    this.#resources.watch(asyncId, (timeNs) => this.#calledBack(port, endpoint, asyncId, timeNs));
  }

  /** The ports that came into being since they were last asked for. */
  claim(): object[] {
    const claimed = this.#unclaimed;
    if (claimed.length > 0) this.#unclaimed = [];
    return claimed;
  }

  /** The endpoints of these ports, which leave this thread; 0 for one that is not followed. */
  release(ports: readonly object[]): readonly number[] {
    return ports.map((port) => {
      const endpoint = this.#endpoints.get(port) ?? 0;
      this.#endpoints.delete(port);
      const asyncId = this.#asyncIds.get(port);
      if (endpoint !== 0 && asyncId !== undefined) this.#resources.unwatch(asyncId);
      return endpoint;
    });
  }

  /** A message has come out of the endpoint, with the ports that are unclaimed. */
  received(endpoint: number, timeNs: number): void {
    const moved = this.#unclaimed.length === 0 ? none : this.arrive(this.claim());
    const isOfThreads = this.isOfThreads(endpoint);
    if (isOfThreads) for (let index = 0; index < moved.length; index++) this.#ofThreads.add(moved[index]!);
    this.#recorder.begin(moved.length * 2).receive(timeNs, endpoint, isOfThreads ? describeHearing() : 0, moved);
  }

  /** Gives new endpoints to ports that came from elsewhere. */
  arrive(ports: readonly object[]): readonly number[] {
    return ports.map((port) => {
      const endpoint = defineEndpoint(this.#recorder, 'messagePort', '');
      this.follow(port, endpoint);
      return endpoint;
    });
  }

  /** Node makes ports for itself too, which nobody claims; those that came with the message that it calls back for are the newest resources of all. */
  #forgetOlder(): void {
    const ports = this.#unclaimed;
    let newest = this.#resources.lastAsyncId;
    let first = ports.length;
    while (first > 0 && this.#asyncIds.get(ports[first - 1]!) === newest && this.#arrivals.has(ports[first - 1]!)) {
      first--;
      newest--;
    }
    if (first > 0) this.#unclaimed = ports.slice(first);
  }

  /** Node calls back for each message, and once more when the port has closed. */
  #calledBack(port: object, endpoint: number, asyncId: number, timeNs: number): void {
    guarded(() => {
      this.#forgetOlder();
      if (isOpen(port)) return this.received(endpoint, timeNs);
      this.#resources.unwatch(asyncId);
      this.#recorder.begin().endpointClosed(timeNs, endpoint);
    });
  }
}

const none: readonly number[] = [];

/** Ports have lost the method of all handles that tells their async id; those of child processes have it. 0 when it can't be told. */
export function asyncIdOf(port: object): number {
  readAsyncId ??= processHandles().getAsyncId;
  return readAsyncId?.call(port) ?? 0;
}

let readAsyncId: ((this: object) => number) | undefined;

/** In a hook: whether nothing called the runtime, so that what comes into being comes with a message. */
function isOutsideJavaScript(): boolean {
  return getCallSites(hookDepth).at(-1)?.functionName === 'emitInitNative';
}

/** A closed port can't be referenced; an open one is left as it was. */
function isOpen(port: object): boolean {
  if (hasRef.call(port)) return true;
  ref.call(port);
  if (!hasRef.call(port)) return false;
  unref.call(port);
  return true;
}
