// HTTP/2: each stream of a connection, its request and response told by Node's diagnostics channels, its bodies by the bytes of its handle.

import { codeOf, type HttpMark, httpMarks } from '../../model/vocabulary.ts';
import type { AsyncResources } from '../asyncResources.ts';
import { type Disguise, guarded, hiddenProperty, replaceFunction } from '../patchMethod.ts';
import { responseName, subscribe, withoutQuery } from './httpNames.ts';
import type { FollowedStreams } from './installStreams.ts';
import type { MessageRecorder } from './messageRecorder.ts';
import { tcpIdentity } from './socketIdentity.ts';
import type { Stream, StreamHandle, Streams } from './streams.ts';
import { dataProperty } from './transferList.ts';

/** What is used of Node's Http2Stream. */
interface Http2Stream {
  readonly id?: number;
  readonly session?: object;
}

const none: readonly number[] = [];

export function installHttp2(
  { streams, patch }: FollowedStreams,
  recorder: MessageRecorder,
  resources: AsyncResources,
  disguise: Disguise,
): void {
  /** The connection reads and writes the socket itself: what is told of it are its streams. */
  const consume = onceForPrototype('consume', disguise, (_session, args) => {
    const stream = streams.of(args[0] as object);
    if (stream !== undefined) streams.leave(stream);
  });
  const destroy = onceForPrototype('destroy', disguise, (handle) => {
    const stream = streams.of(handle);
    if (stream !== undefined) streams.closing(stream, false);
  });
  resources.onInit(['HTTP2SESSION'], (_asyncId, _type, session) => consume(session));
  resources.onInit(['HTTP2STREAM'], (asyncId, _type, handle) => {
    patch(handle);
    destroy(handle);
    streams.follow(handle as StreamHandle, asyncId);
  });
  new Http2Names(streams, recorder).listen();
}

/** Replaces a method of the prototype when the first of its objects is met. */
function onceForPrototype(
  name: string,
  disguise: Disguise,
  called: (self: object, args: readonly unknown[]) => void,
): (first: object) => void {
  let isReplaced = false;
  return (first) => {
    if (isReplaced) return;
    isReplaced = true;
    replaceFunction(Object.getPrototypeOf(first) as object, name, disguise, () => ({
      apply(target, self: object, args) {
        guarded(() => called(self, args));
        return Reflect.apply(target, self, args);
      },
    }));
  };
}

/** The side that opened a stream sends a request on it: the client, or a server that pushes. */
class Http2Names {
  readonly #streams: Streams;
  readonly #recorder: MessageRecorder;
  readonly #requests = new WeakMap<object, string>();

  constructor(streams: Streams, recorder: MessageRecorder) {
    this.#streams = streams;
    this.#recorder = recorder;
  }

  listen(): void {
    const on = (event: string, told: (stream: Http2Stream, headers: unknown) => void): void =>
      subscribe(`http2.${event}`, ({ stream, headers }) => told(stream as Http2Stream, headers));
    on('client.stream.start', (stream, headers) => this.#request(stream, headers, isPushed(stream) ? 'requestReceived' : 'requestSent'));
    on('server.stream.start', (stream, headers) => this.#request(stream, headers, isPushed(stream) ? 'requestSent' : 'requestReceived'));
    on('client.stream.finish', (stream, headers) => this.#response(stream, headers, 'responseReceived'));
    on('server.stream.finish', (stream, headers) => this.#response(stream, headers, 'responseSent'));
  }

  #request(stream: Http2Stream, headers: unknown, mark: HttpMark): void {
    const name = requestName(headers);
    this.#requests.set(stream, name);
    this.#tell(stream, mark, name);
  }

  #response(stream: Http2Stream, headers: unknown, mark: HttpMark): void {
    const status = dataProperty(headers, ':status');
    this.#tell(stream, mark, responseName(Number(status), this.#requests.get(stream) ?? ''));
  }

  #tell(stream: Http2Stream, mark: HttpMark, name: string): void {
    const followed = this.#followed(stream);
    if (followed === undefined) return;
    const time = this.#recorder.now();
    const { endpoint } = followed;
    if (mark.endsWith('Sent')) this.#recorder.begin().send(time, endpoint, 0, none);
    else this.#recorder.begin().receive(time, endpoint, 0, none);
    this.#recorder.begin(name.length).http(time, endpoint, codeOf(httpMarks, mark), 0, name);
  }

  #followed(stream: Http2Stream): Stream | undefined {
    const handle = hiddenProperty(stream, 'kHandle');
    const followed = typeof handle === 'object' && handle !== null ? this.#streams.of(handle) : undefined;
    if (followed === undefined) return undefined;
    const key = followed.identity === null ? keyOf(stream) : null;
    if (key !== null) this.#streams.identify(followed, { transport: 'http2', key });
    return this.#streams.isKnown(followed) ? followed : undefined;
  }
}

/** `<own address>><peer's address> <stream>`; null when the connection is no socket with addresses. */
function keyOf({ id, session }: Http2Stream): string | null {
  const socket = session && hiddenProperty(session, 'socket');
  const handle = (socket as { readonly _handle?: StreamHandle } | undefined)?._handle;
  const identity = handle && tcpIdentity(handle, 'tcp');
  return identity && id !== undefined ? `${identity.key} ${id}` : null;
}

/** A stream with an even number was opened by the server. */
function isPushed({ id = 1 }: Http2Stream): boolean {
  return id % 2 === 0;
}

function requestName(headers: unknown): string {
  const method = dataProperty(headers, ':method');
  const path = dataProperty(headers, ':path');
  return `${typeof method === 'string' ? method : 'GET'} ${withoutQuery(typeof path === 'string' ? path : '/')}`;
}
