// Recording of synchronisation: joins the parts that watch shared memory, who sleeps on it, files that are watched, written and read, and aborts.

import workerThreads from 'node:worker_threads';
import type { AsyncResources } from '../asyncResources.ts';
import { type Disguise, guarded } from '../patchMethod.ts';
import type { Promises } from '../promises.ts';
import type { Recorder } from '../recorder.ts';
import { installAborts } from './installAborts.ts';
import { installAtomics } from './installAtomics.ts';
import { installFileMarks } from './installFileMarks.ts';
import { installFileWatchMarks } from './installFileWatchMarks.ts';
import { SharedBuffers } from './sharedBuffers.ts';

export interface SynchronizationSurroundings {
  readonly recorder: Recorder;
  readonly resources: AsyncResources;
  /** At the light level there are none. */
  readonly promises: Promises | undefined;
  /** As {@link SharedBuffers} takes it. */
  readonly flag: SharedArrayBuffer | undefined;
  readonly disguise: Disguise;
  /** Where the tracer itself reads and writes. */
  readonly ownFolders: readonly string[];
}

/** To be called before the program's first line. @returns the shared memory, for the messages that carry it */
export function installSynchronization({
  recorder,
  resources,
  promises,
  flag,
  disguise,
  ownFolders,
}: SynchronizationSurroundings): SharedBuffers {
  const { isMainThread, threadId } = workerThreads;
  const buffers = new SharedBuffers(recorder, threadId, flag);
  const idOf = (promise: unknown): number => promises?.idOf(promise) ?? 0;
  guarded(() => {
    buffers.watch(disguise);
    installAtomics({ recorder, buffers, disguise, idOf, isWorker: !isMainThread });
  });
  guarded(() => installFileWatchMarks(recorder, resources, disguise));
  guarded(() => installFileMarks(recorder, resources, ownFolders, disguise));
  guarded(() => installAborts(recorder, resources, disguise));
  if (!isMainThread) buffers.started(workerThreads);
  return buffers;
}
