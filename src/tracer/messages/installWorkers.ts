// The ports between a worker and its creator: the one that Node gives both, those that it keeps for itself, and those that a worker is started with.

import type * as workerThreads from 'node:worker_threads';
import type { StdioStream } from '../../model/nodePorts.ts';
import { type Disguise, guarded, hiddenProperty } from '../patchMethod.ts';
import { type CarriedMemory, defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import { patchClass } from './patchClass.ts';
import { asyncIdOf, type Ports } from './ports.ts';
import { followMainThread, followNewWorker } from './threadMessages.ts';
import { dataProperty, portsWithin, transferredPorts } from './transferList.ts';
import { askedStdio, followStdio } from './workerStdio.ts';

/** The creator's side. */
export function installWorkers(
  threads: typeof workerThreads,
  ports: Ports,
  recorder: MessageRecorder,
  disguise: Disguise,
  memory: CarriedMemory,
): void {
  const followStdioOf = (worker: workerThreads.Worker, options: unknown): void => {
    const port = hiddenProperty(worker, 'kPort');
    const streams = askedStdio(options);
    if (streams.length === 0 || typeof port !== 'object' || port === null) return;
    followStdio(port, defineEndpoint(recorder, 'workerStdio', `${worker.threadId}p`), undefined, streams, ports, recorder, disguise);
  };
  patchClass<workerThreads.Worker>([threads], 'Worker', disguise, (worker, args) => {
    const port = hiddenProperty(worker, 'kPublicPort');
    if (typeof port !== 'object' || port === null) return;
    ports.follow(port, defineEndpoint(recorder, 'worker', `${worker.threadId}p`));
    const made = ports.claim();
    if (threads.isMainThread) followNewWorker(worker.threadId, made, port, ports, recorder);
    followStdioOf(worker, args[1]);
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
  if (parentPort === null || asyncIdOf(parentPort) === 0) return;
  followMainThread(threadId, asyncIdOf(parentPort), ports, recorder);
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

/** The worker's side of its standard streams: the port whose message makes the thread load its program, and us before it. */
export function followOwnStdio(
  ports: Ports,
  port: object,
  threadId: number,
  streams: readonly StdioStream[],
  recorder: MessageRecorder,
  disguise: Disguise,
): void {
  followStdio(port, defineEndpoint(recorder, 'workerStdio', `${threadId}c`), asyncIdOf(port), streams, ports, recorder, disguise);
}
