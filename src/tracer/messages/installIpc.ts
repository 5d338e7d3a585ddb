// What connects a process with its children: the parent's ends of their stdio pipes, and both ends of IPC channels.

import type * as childProcess from 'node:child_process';
import { type Disguise, guarded, hiddenProperty, patchMethod } from '../patchMethod.ts';
import { childPipeIdentity } from './pipeIdentity.ts';
import type { StreamHandle, Streams } from './streams.ts';

/** The parent's side: channel and pipes are known as the child's once that has started. */
export function installIpc(childProcesses: typeof childProcess, streams: Streams, disguise: Disguise): void {
  patchMethod(childProcesses.ChildProcess.prototype, 'spawn', disguise, (self, _args, proceed) => {
    const result = proceed();
    guarded(() => {
      const child = self as childProcess.ChildProcess;
      const channel = channelOf(child);
      const stream = channel && streams.of(channel);
      if (child.pid !== undefined && stream !== undefined) streams.identify(stream, { transport: 'ipc', key: `${child.pid}p` });
      if (child.pid !== undefined) followStdio(child, child.pid, streams);
    });
    return result;
  });
}

/** Also a pipe that this process does not use must be known: it may go to another child. */
function followStdio(child: childProcess.ChildProcess, pid: number, streams: Streams): void {
  for (let fd = 0; fd < (child.stdio?.length ?? 0); fd++) {
    const handle = (child.stdio[fd] as { readonly _handle?: StreamHandle } | null | undefined)?._handle;
    const stream = handle && streams.of(handle);
    if (stream === undefined || stream.identity !== null) continue;
    streams.identify(stream, childPipeIdentity(pid, fd, stream.handle));
    streams.isKnown(stream);
  }
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
