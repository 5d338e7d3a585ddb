// Patches of Node's stream handles: every write of a socket or pipe, stamped before the call, and their closing.

import type { AsyncResources } from '../asyncResources.ts';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import { HttpNames } from './httpNames.ts';
import { isNodesOwn } from './ipcMessages.ts';
import type { MessageRecorder } from './messageRecorder.ts';
import { PipeIdentities } from './pipeIdentity.ts';
import { tcpIdentity } from './socketIdentity.ts';
import { type Identity, type StreamHandle, Streams } from './streams.ts';

/** The methods that write, and how many bytes one of their calls writes. Their first argument is the request. */
const writes: Readonly<Record<string, (args: readonly unknown[]) => number>> = {
  writeBuffer: (args) => (args[1] as Uint8Array).byteLength,
  writev: (args) => lengthOfAll(args[1] as readonly unknown[], args[2] === true),
  writeUtf8String: (args) => Buffer.byteLength(args[1] as string),
  writeAsciiString: (args) => (args[1] as string).length,
  writeLatin1String: (args) => (args[1] as string).length,
  writeUcs2String: (args) => (args[1] as string).length * 2,
};
const writeNames = Object.keys(writes);

/** `chunks`: buffers, or each chunk followed by its encoding. */
function lengthOfAll(chunks: readonly unknown[], areBuffers: boolean): number {
  let bytes = 0;
  for (let index = 0; index < chunks.length; index += areBuffers ? 1 : 2) {
    const chunk = chunks[index] as string | Uint8Array;
    bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk, chunks[index + 1] as BufferEncoding) : chunk.byteLength;
  }
  return bytes;
}

export interface FollowedStreams {
  readonly streams: Streams;
  /** Patches the prototypes of a handle that is older than the tracer. */
  readonly patch: (handle: object) => void;
}

/** Follows every stream handle that comes into being from now on. `outside`: pipes of the process's stdio that lead out of the run. */
export function installStreams(
  recorder: MessageRecorder,
  resources: AsyncResources,
  outside: readonly string[],
  disguise: Disguise,
): FollowedStreams {
  const kinds = new WeakMap<object, string>();
  const http = new HttpNames(recorder);
  const pipes = new PipeIdentities(outside);
  const streams = new Streams(recorder, resources, (handle) => identify(handle, kinds.get(handle), pipes), http);
  const patch = prototypePatcher({ streams, pipes, recorder, disguise });
  resources.onInit(['PIPESERVERWRAP'], (asyncId) => pipes.listens(asyncId));
  resources.onInit(['TCPWRAP', 'PIPEWRAP', 'TLSWRAP'], (asyncId, type, resource, trigger) => {
    const reused = (resource as { readonly handle?: StreamHandle }).handle;
    if (reused !== undefined && kinds.has(reused)) return streams.renew(reused, asyncId);
    patch(resource);
    kinds.set(resource, type);
    if (type === 'PIPEWRAP') pipes.made(resource, trigger);
    streams.follow(resource as StreamHandle, asyncId);
  });
  // An HTTP server's parser reads the socket itself: what has arrived shows in the parser's callbacks.
  resources.onInit(['HTTPINCOMINGMESSAGE'], (asyncId, _type, resource) => {
    const handle = (resource as { readonly socket?: { readonly _handle?: StreamHandle } }).socket?._handle;
    if (handle && streams.of(handle) !== undefined) streams.follow(handle, asyncId);
  });
  http.listenToUndici(streams);
  return { streams, patch };
}

function identify(handle: StreamHandle, kind: string | undefined, pipes: PipeIdentities): Identity | null {
  if (kind === undefined) return null;
  return kind === 'PIPEWRAP' ? pipes.identify(handle) : tcpIdentity(handle, kind === 'TLSWRAP' ? 'tls' : 'tcp');
}

interface Patching {
  readonly streams: Streams;
  readonly pipes: PipeIdentities;
  readonly recorder: MessageRecorder;
  readonly disguise: Disguise;
}

/** Each prototype is patched once, when a handle with it is first met. */
function prototypePatcher(patching: Patching): (handle: object) => void {
  const patched = new WeakSet<object>();
  return (handle) => {
    for (let owner = Object.getPrototypeOf(handle); owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
      if (patched.has(owner)) continue;
      patched.add(owner);
      for (let index = 0; index < writeNames.length; index++) patchWrite(owner, writeNames[index]!, patching);
      patchClose(owner, patching);
      patchConnect(owner, patching);
      patchOpen(owner, patching);
    }
  };
}

function patchWrite(owner: object, name: string, { streams, recorder, disguise }: Patching): void {
  const measure = writes[name]!;
  replaceFunction(owner, name, disguise, () => ({
    apply(target, handle: object, args) {
      const stream = streams.of(handle);
      if (stream === undefined) return Reflect.apply(target, handle, args);
      const time = recorder.now();
      guarded(() => streams.writing(stream, time, measure(args), stream.identity?.transport === 'ipc' && isNodesOwn(args[1])));
      return Reflect.apply(target, handle, args);
    },
  }));
}

function patchClose(owner: object, { streams, pipes, disguise }: Patching): void {
  replaceFunction(owner, 'close', disguise, () => ({
    apply(target, handle: object, args) {
      const stream = streams.of(handle);
      if (stream !== undefined) guarded(() => streams.closing(stream, pipes.isConnection(handle)));
      return Reflect.apply(target, handle, args);
    },
  }));
}

/** A Unix socket's client says the path only here. */
function patchConnect(owner: object, { streams, pipes, recorder, disguise }: Patching): void {
  replaceFunction(owner, 'connect', disguise, () => ({
    apply(target, handle: object, args) {
      const path: unknown = args[1];
      if (typeof path !== 'string' || args.length !== 2 || streams.of(handle) === undefined) return Reflect.apply(target, handle, args);
      const start = recorder.now();
      const result = Reflect.apply(target, handle, args);
      guarded(() => pipes.connected(handle, path, start, recorder.now()));
      return result;
    },
  }));
}

function patchOpen(owner: object, { streams, pipes, disguise }: Patching): void {
  replaceFunction(owner, 'open', disguise, () => ({
    apply(target, handle: object, args) {
      const result = Reflect.apply(target, handle, args);
      const fd: unknown = args[0];
      if (typeof fd === 'number' && streams.of(handle) !== undefined) guarded(() => pipes.opened(handle, fd));
      return result;
    },
  }));
}
