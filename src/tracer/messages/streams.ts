// Byte streams: the sockets and pipes of this thread, with the offsets of what each has written and read.

import type { Transport } from '../../model/vocabulary.ts';
import type { AsyncResources } from '../asyncResources.ts';
import { guarded } from '../patchMethod.ts';
import { defineEndpoint, type MessageRecorder } from './messageRecorder.ts';

/** A socket or pipe of Node's own, below the program's objects. */
export interface StreamHandle {
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly fd?: number;
  getAsyncId(): number;
}

export interface Identity {
  readonly transport: Transport;
  readonly key: string;
}

export interface Stream {
  readonly handle: StreamHandle;
  /** 0 until it is known which channel this is; then its endpoint's id. */
  endpoint: number;
  /** The endpoint of Node's own messages on an IPC channel, once there is one. */
  internalEndpoint: number;
  /** What was said of it before it was used. */
  identity: Identity | null;
  /** Bytes read so far, of which the records tell. */
  read: number;
  /** The outgoing HTTP message that the last write belonged to. */
  httpMessage: object | undefined;
  /** Whether the response to it has been named. */
  isAnswered: boolean;
  /** Offset of the first byte read since the last message began to be written. */
  answerStart: number;
  readonly watched: number[];
}

/** Finds out what a handle is once it is in use; null while that is not known, or of no interest. */
export type Identify = (handle: StreamHandle) => Identity | null;

/** Hears of a stream before its write or read is recorded. Its own records must have `timeNs`: a later one would delay those that follow. */
export interface StreamListener {
  writing(stream: Stream, start: number, timeNs: number): void;
  /** Or before it is closed. */
  read(stream: Stream, timeNs: number): void;
}

export class Streams {
  readonly #recorder: MessageRecorder;
  readonly #resources: AsyncResources;
  readonly #identify: Identify;
  readonly #listener: StreamListener;
  readonly #streams = new WeakMap<object, Stream>();

  constructor(recorder: MessageRecorder, resources: AsyncResources, identify: Identify, listener: StreamListener) {
    this.#recorder = recorder;
    this.#resources = resources;
    this.#identify = identify;
    this.#listener = listener;
  }

  of(handle: object): Stream | undefined {
    return this.#streams.get(handle);
  }

  /** Follows a handle, called back under `asyncId`; a known handle gets one more. */
  follow(handle: StreamHandle, asyncId: number): Stream {
    const known = this.#streams.get(handle);
    const stream: Stream = known ?? {
      handle,
      endpoint: 0,
      internalEndpoint: 0,
      identity: null,
      read: 0,
      httpMessage: undefined,
      isAnswered: false,
      answerStart: 0,
      watched: [],
    };
    if (known === undefined) this.#streams.set(handle, stream);
    stream.watched.push(asyncId);
    this.#resources.watch(asyncId, (timeNs) => this.#calledBack(stream, timeNs));
    return stream;
  }

  identify(stream: Stream, identity: Identity): void {
    stream.identity = identity;
  }

  /** A handle that is kept for another request has a new async id; the one before is not used again. */
  renew(handle: StreamHandle, asyncId: number): void {
    const stream = this.#streams.get(handle);
    if (stream !== undefined) this.leave(stream);
    this.follow(handle, asyncId);
  }

  /**
   * Bytes are about to go out with one call. It is told before the call: what that makes has a later time, and the
   * reader may have read them by then.
   */
  writing(stream: Stream, timeNs: number, bytes: number, internal: boolean): void {
    if (!(bytes > 0) || !this.isKnown(stream)) return;
    const start = stream.handle.bytesWritten;
    this.#listener.writing(stream, start, timeNs);
    this.#recorder.begin().write(timeNs, internal ? this.#internalEndpoint(stream) : stream.endpoint, start, bytes);
  }

  /** Something of Node's reads and writes it from now on. */
  leave(stream: Stream): void {
    const watched = stream.watched.splice(0);
    for (let index = 0; index < watched.length; index++) this.#resources.unwatch(watched[index]!);
  }

  /** `isCounted`: whether it is of interest even if it was never used. */
  closing(stream: Stream, isCounted: boolean): void {
    this.leave(stream);
    if (stream.endpoint === 0 && !(isCounted && this.isKnown(stream))) return;
    const time = this.#recorder.now();
    this.#listener.read(stream, time);
    this.#recorder.begin().endpointClosed(time, stream.endpoint);
  }

  /** Node calls back after each read, and for much else. */
  #calledBack(stream: Stream, timeNs: number): void {
    guarded(() => {
      const { bytesRead } = stream.handle;
      const start = stream.read;
      if (!(bytesRead > start) || !this.isKnown(stream)) return;
      this.#listener.read(stream, timeNs);
      stream.read = bytesRead;
      this.#recorder.begin().read(timeNs, stream.endpoint, start, bytesRead - start);
    });
  }

  /** Whether it is known which channel this is; finds it out. */
  isKnown(stream: Stream): boolean {
    if (stream.endpoint !== 0) return true;
    const identity = stream.identity ?? this.#identify(stream.handle);
    if (identity === null) return false;
    stream.endpoint = defineEndpoint(this.#recorder, identity.transport, identity.key);
    return true;
  }

  #internalEndpoint(stream: Stream): number {
    const key = stream.identity?.key ?? '';
    if (stream.internalEndpoint === 0) stream.internalEndpoint = defineEndpoint(this.#recorder, 'ipcInternal', key);
    return stream.internalEndpoint;
  }
}
