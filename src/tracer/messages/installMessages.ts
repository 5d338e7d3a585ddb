// Recording of messages: joins the parts that watch ports, broadcasts, sockets and IPC channels of this thread.

import childProcess from 'node:child_process';
import workerThreads from 'node:worker_threads';
import type { StdioStream } from '../../model/nodePorts.ts';
import type { AsyncResources } from '../asyncResources.ts';
import { type Disguise, guarded } from '../patchMethod.ts';
import { installBroadcast } from './installBroadcast.ts';
import { installDatagrams } from './installDatagrams.ts';
import { installHttp2 } from './installHttp2.ts';
import { followParentProcess, installIpc } from './installIpc.ts';
import { installPorts } from './installPorts.ts';
import { installStreams } from './installStreams.ts';
import { followOwnStdio, followParent, installWorkers } from './installWorkers.ts';
import type { CarriedMemory, MessageRecorder } from './messageRecorder.ts';
import { Ports } from './ports.ts';

export interface MessageSurroundings {
  readonly recorder: MessageRecorder;
  readonly resources: AsyncResources;
  readonly disguise: Disguise;
  readonly memory: CarriedMemory;
  /** Pipes of the process's stdio that lead out of the run. */
  readonly outside: readonly string[];
  /** Of a worker, the standard streams that its creator asked for. */
  readonly givenStdio: readonly StdioStream[];
}

/** To be called before the program's first line and before `syncBuiltinESMExports`. A part that can't be installed is left out. */
export function installMessages({ recorder, resources, disguise, memory, outside, givenStdio }: MessageSurroundings): void {
  guarded(() => {
    const ports = new Ports(recorder, resources);
    installPorts(workerThreads, ports, recorder, disguise, memory);
    installBroadcast(workerThreads, ports, recorder, disguise, memory);
    installWorkers(workerThreads, ports, recorder, disguise, memory);
    followParent(workerThreads, ports, recorder);
    if (givenStdio.length > 0) followOwnStdio(ports, resources.current(), workerThreads.threadId, givenStdio, recorder, disguise);
  });
  guarded(() => {
    const followed = installStreams(recorder, resources, outside, disguise);
    installIpc(childProcess, followed.streams, disguise);
    followParentProcess(followed.streams, followed.patch);
    guarded(() => installHttp2(followed, recorder, resources, disguise));
  });
  guarded(() => installDatagrams(recorder, resources, disguise));
}
