// IPC channels between a process and its children, found at both of their ends.

import type * as childProcess from 'node:child_process';
import { type Disguise, guarded, hiddenProperty, patchMethod } from '../patchMethod.ts';
import type { StreamHandle, Streams } from './streams.ts';

/** The parent's side: a channel is known as the child's once that has started. */
export function installIpc(childProcesses: typeof childProcess, streams: Streams, disguise: Disguise): void {
  patchMethod(childProcesses.ChildProcess.prototype, 'spawn', disguise, (self, _args, proceed) => {
    const result = proceed();
    guarded(() => {
      const child = self as childProcess.ChildProcess;
      const channel = channelOf(child);
      const stream = channel && streams.of(channel);
      if (child.pid !== undefined && stream !== undefined) streams.identify(stream, { transport: 'ipc', key: `${child.pid}p` });
    });
    return result;
  });
}

/** The child's side, whose channel is older than the tracer. `patch`: prepares the handle's prototypes. */
export function followParentProcess(streams: Streams, patch: (handle: object) => void): void {
  const channel = channelOf(process);
  if (channel === undefined) return;
  patch(channel);
  streams.identify(streams.follow(channel, channel.getAsyncId()), { transport: 'ipc', key: `${process.pid}c` });
}

function channelOf(owner: object): StreamHandle | undefined {
  const channel = hiddenProperty(owner, 'kChannelHandle');
  return typeof channel === 'object' && channel !== null ? (channel as StreamHandle) : undefined;
}
