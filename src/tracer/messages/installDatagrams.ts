// UDP: each datagram that this thread sends or gets, with its size and the address at the other end.

import type { AsyncResources } from '../asyncResources.ts';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import { defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import { type Address, endText } from './socketIdentity.ts';

interface DatagramHandle {
  getsockname(into: Address): number;
  getpeername(into: Address): number;
}

/** Beyond this many peers of one socket, their endpoints are defined anew. */
const mostPeers = 65_536;

const none: readonly number[] = [];

/** Follows every socket that comes into being from now on. */
export function installDatagrams(recorder: MessageRecorder, resources: AsyncResources, disguise: Disguise): void {
  const sockets = new WeakMap<object, DatagramSocket>();
  let isPatched = false;
  resources.onInit(['UDPWRAP'], (_asyncId, _type, handle) => {
    sockets.set(handle, new DatagramSocket(handle as DatagramHandle, recorder));
    if (isPatched) return;
    isPatched = true;
    const prototype = Object.getPrototypeOf(handle) as object;
    patchSending(prototype, sockets, recorder, disguise);
    patchReceiving(prototype, sockets, disguise);
    patchClosing(Object.getPrototypeOf(prototype) as object, sockets, disguise);
  });
}

/** One socket: an endpoint for each address that it speaks with. */
class DatagramSocket {
  readonly #handle: DatagramHandle;
  readonly #recorder: MessageRecorder;
  readonly #endpoints = new Map<string, number>();

  constructor(handle: DatagramHandle, recorder: MessageRecorder) {
    this.#handle = handle;
    this.#recorder = recorder;
  }

  /** `peer`: undefined for the one that the socket is connected to. */
  sent(timeNs: number, bytes: number, peer: Address | undefined): void {
    this.#recorder.begin().send(timeNs, this.#endpoint(peer ?? addressOf(this.#handle, 'getpeername')), bytes, none);
  }

  received(bytes: number, peer: Address): void {
    this.#recorder.begin().receive(this.#recorder.now(), this.#endpoint(peer), bytes, none);
  }

  closed(): void {
    const time = this.#recorder.now();
    for (const endpoint of this.#endpoints.values()) this.#recorder.begin().endpointClosed(time, endpoint);
    this.#endpoints.clear();
  }

  #endpoint(peer: Address): number {
    const text = endText(peer);
    const known = this.#endpoints.get(text);
    if (known !== undefined) return known;
    if (this.#endpoints.size >= mostPeers) this.#endpoints.clear();
    const endpoint = defineEndpoint(this.#recorder, 'udp', `${endText(addressOf(this.#handle, 'getsockname'))}>${text}`);
    this.#endpoints.set(text, endpoint);
    return endpoint;
  }
}

function addressOf(handle: DatagramHandle, which: 'getsockname' | 'getpeername'): Address {
  const address: Address = {};
  handle[which](address);
  return address;
}

type Sockets = WeakMap<object, DatagramSocket>;

/** Arguments: request, buffers, their number, then port and address unless it is connected, whether there is a callback. */
function patchSending(prototype: object, sockets: Sockets, recorder: MessageRecorder, disguise: Disguise): void {
  const patch = (name: string): unknown =>
    replaceFunction(prototype, name, disguise, () => ({
      apply(target, handle: object, args: unknown[]) {
        const time = recorder.now();
        const result: unknown = Reflect.apply(target, handle, args as never[]);
        guarded(() => {
          if (typeof result !== 'number' || result < 0) return;
          const peer = args.length > 4 ? { port: args[3] as number, address: args[4] as string } : undefined;
          sockets.get(handle)?.sent(time, lengthOf(args[1] as readonly Uint8Array[]), peer);
        });
        return result;
      },
    }));
  patch('send');
  patch('send6');
}

function lengthOf(buffers: readonly Uint8Array[]): number {
  let bytes = 0;
  for (let index = 0; index < buffers.length; index++) bytes += buffers[index]!.byteLength;
  return bytes;
}

/** Only the callback for a datagram is told where it is from: it is replaced before the first one can come. */
function patchReceiving(prototype: object, sockets: Sockets, disguise: Disguise): void {
  const replaced = new WeakSet<object>();
  replaceFunction(prototype, 'recvStart', disguise, () => ({
    apply(target, handle: object, args) {
      const socket = sockets.get(handle);
      if (socket !== undefined && !replaced.has(handle)) {
        replaced.add(handle);
        guarded(() => observeDatagrams(handle, socket, disguise));
      }
      return Reflect.apply(target, handle, args);
    },
  }));
}

/** While the program's listeners run, the property has its own value again: in stacks V8 names a method after it. */
function observeDatagrams(handle: object, socket: DatagramSocket, disguise: Disguise): void {
  const original: unknown = Reflect.get(handle, 'onmessage');
  const replacement = replaceFunction(handle, 'onmessage', disguise, () => ({
    apply(target, self, args: unknown[]) {
      guarded(() => {
        const bytes = args[0];
        if (typeof bytes === 'number' && bytes >= 0 && args[2] !== undefined) socket.received(bytes, args[3] as Address);
      });
      Reflect.set(handle, 'onmessage', original);
      try {
        return Reflect.apply(target, self, args as never[]);
      } finally {
        if (Reflect.get(handle, 'onmessage') === original) Reflect.set(handle, 'onmessage', replacement);
      }
    },
  }));
}

function patchClosing(prototype: object, sockets: Sockets, disguise: Disguise): void {
  replaceFunction(prototype, 'close', disguise, () => ({
    apply(target, handle: object, args) {
      const socket = sockets.get(handle);
      if (socket !== undefined) guarded(() => socket.closed());
      return Reflect.apply(target, handle, args);
    },
  }));
}
