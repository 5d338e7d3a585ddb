// postMessageToThread: what goes from any thread to any other, by the channel that Node keeps between the main thread and each worker.

import { encodeFarThread, nodesOwn, unheard } from '../../model/nodePorts.ts';
import { defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import type { Ports } from './ports.ts';
import { dataProperty } from './transferList.ts';

/** In a worker. Nobody shows its end of the channel: it comes into being right before its port to its creator. */
export function followMainThread(threadId: number, parentPortAsyncId: number, ports: Ports, recorder: MessageRecorder): void {
  ports.expect(parentPortAsyncId - 1, defineEndpoint(recorder, 'workerMessage', `${threadId}mc`));
}

/** In the main thread. `made`: the ports that came with a worker, in their order; both ends of the channel stand right before `publicPort`. */
export function followNewWorker(
  threadId: number,
  made: readonly object[],
  publicPort: object,
  ports: Ports,
  recorder: MessageRecorder,
): void {
  const port = made[made.indexOf(publicPort) - 2];
  if (port !== undefined) ports.followThread(port, defineEndpoint(recorder, 'workerMessage', `${threadId}mp`));
}

/** What a `receive` says in the place of its bytes. */
export function describeHearing(): number {
  return inside._events.workerMessage === undefined ? unheard : 0;
}

const inside = process as unknown as { readonly _events: Readonly<Record<string, unknown>> };

/**
 * What the `send` of this message says in the place of its bytes. A port that a worker's worker is registered with is
 * followed from here on: it is about to leave for the main thread.
 */
export function describeThreadMessage(message: unknown, ports: Ports, recorder: MessageRecorder): number {
  const numberIn = (name: string): number => {
    const value = dataProperty(message, name);
    return typeof value === 'number' ? value >>> 0 : 0;
  };
  switch (dataProperty(message, 'type')) {
    case 'sendMessageToWorker':
      return encodeFarThread(numberIn('destination'));
    case 'receiveMessageFromWorker':
      return encodeFarThread(numberIn('source'));
    case 'registerMainThreadPort': {
      const port = dataProperty(message, 'port') as object;
      ports.followThread(port, defineEndpoint(recorder, 'workerMessage', `${numberIn('threadId')}mp`));
      return nodesOwn;
    }
    default:
      return nodesOwn;
  }
}
