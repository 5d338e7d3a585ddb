// Messages between a worker and its creator, over the port that Node gives both, and the ports that a worker is started with.

import type * as workerThreads from 'node:worker_threads';
import { type Disguise, guarded, hiddenProperty } from '../patchMethod.ts';
import { processHandles } from '../silentBinding.ts';
import { type CarriedMemory, defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import { patchClass } from './patchClass.ts';
import type { Ports } from './ports.ts';
import { dataProperty, portsWithin, transferredPorts } from './transferList.ts';

/** The creator's side. */
export function installWorkers(
  threads: typeof workerThreads,
  ports: Ports,
  recorder: MessageRecorder,
  disguise: Disguise,
  memory: CarriedMemory,
): void {
  patchClass<workerThreads.Worker>([threads], 'Worker', disguise, (worker, args) => {
    const port = hiddenProperty(worker, 'kPublicPort');
    if (typeof port !== 'object' || port === null) return;
    ports.follow(port, defineEndpoint(recorder, 'worker', `${worker.threadId}p`));
    ports.claim();
    memory.starting(worker.threadId, dataProperty(args[1], 'workerData'));
    const started = transferredPorts(dataProperty(args[1], 'transferList'));
    if (started.length === 0) return;
    const moved = ports.release(started);
    const start = defineEndpoint(recorder, 'worker', `${worker.threadId}sp`);
    recorder.begin(moved.length * 2).send(recorder.now(), start, 0, moved);
  });
}

/** The worker's side, whose ports are older than the tracer. */
export function followParent(threads: typeof workerThreads, ports: Ports, recorder: MessageRecorder): void {
  const { parentPort, threadId, workerData } = threads;
  if (parentPort === null) return;
  const asyncIdOf = asyncIdReader();
  if (asyncIdOf === undefined) return;
  ports.follow(parentPort, defineEndpoint(recorder, 'worker', `${threadId}c`), asyncIdOf(parentPort));
  guarded(() => {
    const started = portsWithin(workerData).map((port) => ({ port, asyncId: asyncIdOf(port) }));
    if (started.length === 0) return;
    started.sort((a, b) => a.asyncId - b.asyncId); // as they were made: in the order of the transfer list
    const start = defineEndpoint(recorder, 'worker', `${threadId}sc`);
    const moved = started.map(({ port, asyncId }) => {
      const endpoint = defineEndpoint(recorder, 'messagePort', '');
      ports.follow(port, endpoint, asyncId);
      return endpoint;
    });
    recorder.begin(moved.length * 2).receive(recorder.now(), start, 0, moved);
  });
}

/** Ports have lost the method of all handles that tells their async id; those of child processes have it. */
function asyncIdReader(): ((handle: object) => number) | undefined {
  const read = processHandles().getAsyncId;
  return read === undefined ? undefined : (port) => read.call(port as never);
}
