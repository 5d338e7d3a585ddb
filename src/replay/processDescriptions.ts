// What each traced process runs on, as its threads' headers say.

import { type ProcessDescription, threadPoolSizeOf } from '../model/machine.ts';
import type { KnownProcess } from './processes.ts';

export function describeProcesses(processes: readonly KnownProcess[]): readonly ProcessDescription[] {
  return processes.map(({ pid, threads }) => {
    const { nodeVersion, v8Version, uvVersion, threadPoolSize } = threads[0]!.header;
    return { pid, node: nodeVersion, v8: v8Version ?? '', uv: uvVersion ?? '', threadPoolSize: threadPoolSizeOf(threadPoolSize) };
  });
}
