// BroadcastChannel: what this thread posts to a name and hears on it.

import type * as workerThreads from 'node:worker_threads';
import { type Disguise, guarded, hiddenProperty, replaceFunction } from '../patchMethod.ts';
import { type CarriedMemory, defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import { patchClass } from './patchClass.ts';
import type { Ports } from './ports.ts';

export function installBroadcast(
  threads: typeof workerThreads,
  ports: Ports,
  recorder: MessageRecorder,
  disguise: Disguise,
  memory: CarriedMemory,
): void {
  const endpoints = new WeakMap<object, number>();
  replaceFunction(threads.BroadcastChannel.prototype, 'postMessage', disguise, () => ({
    apply(target, channel: object, args) {
      const endpoint = endpoints.get(channel);
      if (endpoint === undefined) return Reflect.apply(target, channel, args);
      const time = recorder.now();
      const result = Reflect.apply(target, channel, args);
      // The order of two posts is certain only when one had returned before the other began: so the post's length is kept.
      guarded(() => {
        const duration = Math.ceil(recorder.now() - time);
        memory.going(args[0]);
        recorder.begin().send(time, endpoint, duration, []);
      });
      return result;
    },
  }));
  patchClass<workerThreads.BroadcastChannel>([threads, globalThis], 'BroadcastChannel', disguise, (channel) => {
    ports.claim();
    const port = hiddenProperty(channel, 'kHandle');
    if (typeof port !== 'object' || port === null) return;
    // When it was open for certain is part of the key: no other record of the endpoint has a time yet.
    const endpoint = defineEndpoint(recorder, 'broadcastChannel', `${Math.ceil(recorder.now())} ${channel.name}`);
    endpoints.set(channel, endpoint);
    ports.hear(port, endpoint); // posts are told above, of the channel
  });
}
