// The entry of a page's worker: answers the timeline protocol over its own messages.

import { openBytes } from './openBytes.ts';
import { serve } from './serve.ts';

/** What this entry uses of a worker's globals; the room has none of its own. */
interface WorkerScope {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}
declare const self: WorkerScope;
declare const MessageChannel: new () => {
  readonly port1: { onmessage: (() => void) | null };
  readonly port2: { postMessage(message: null): void };
};
declare const Blob: new (parts: ArrayBuffer[]) => { stream(): { pipeThrough(transform: object): object } };
declare const DecompressionStream: new (format: 'gzip') => object;
declare const Response: new (body: object) => { arrayBuffer(): Promise<ArrayBuffer> };

serve(
  {
    post: (message, transfer) => self.postMessage(message, [...transfer]),
    listen: (hear) => self.addEventListener('message', (event) => hear(event.data)),
  },
  (bytes) => openBytes(bytes, { gunzip, pause }),
);

// The page waits for this: a worker hears what was sent to it before only when the page's thread is free.
self.postMessage(null, []);

const pauses = new MessageChannel();

/** By a message: timers in a row wait for four milliseconds each. */
function pause(): Promise<void> {
  return new Promise((goOn) => {
    pauses.port1.onmessage = goOn;
    pauses.port2.postMessage(null);
  });
}

async function gunzip(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
