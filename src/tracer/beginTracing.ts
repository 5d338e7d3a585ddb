// The beginning of a thread's trace: its header, then every part in the order that they need one another.

import { readlinkSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { LaunchContract, ThreadHeader } from '../model/launch.ts';
import { codeOf, markKinds } from '../model/vocabulary.ts';
import { RecordedResources } from './asyncResources.ts';
import { installChildProcesses } from './childProcesses.ts';
import { Clock } from './clock.ts';
import { leaveCompileCache } from './compileCache.ts';
import { type CoroutineCalls, installCoroutines } from './coroutineCalls.ts';
import { createCoroutineCalls } from './coroutines.ts';
import { installExit } from './exit.ts';
import { areInternalsExposed, hideFromInternals } from './exposedInternals.ts';
import { installFailureMarks, type ThreadEnd } from './failureMarks.ts';
import { startFlushTimer } from './flushTimer.ts';
import { installGcSpans } from './gcSpans.ts';
import { createLightCoroutineCalls } from './lightCoroutines.ts';
import { installLoading, type Loading } from './loading/installLoading.ts';
import { LoopCounters } from './loopCounters.ts';
import { installMessages } from './messages/installMessages.ts';
import type { CarriedMemory } from './messages/messageRecorder.ts';
import { stdioFiles } from './messages/pipeIdentity.ts';
import { installOutputMarks } from './outputMarks.ts';
import { guarded } from './patchMethod.ts';
import { installPerformanceMarks } from './performanceMarks.ts';
import { enableProgramHooks } from './programHooks.ts';
import { Promises } from './promises.ts';
import { Recorder } from './recorder.ts';
import { loadMapping } from './recording/mapping.ts';
import { ResourceSites } from './resourceSites.ts';
import { installSynchronization } from './synchronization/installSynchronization.ts';
import type { Launch } from './takeLaunch.ts';
import { installTimerCancels } from './timerCancels.ts';
import { Turns } from './turns.ts';
import { giveUnreadOptions } from './unreadOptions.ts';
import { installWorkerThreads } from './workerThreads.ts';

/**
 * How old a reading of the clock may be where it is used again. Between the two the engine goes from one microtask to
 * the next: a microsecond, 5 in 99 of 100. A collection or another process that comes between adds its own time.
 */
const reusedReadingNs = 50_000;

export function beginTracing(launch: Launch): void {
  guarded(() => leaveCompileCache(launch.contract.preload));
  const outside = launch.contract.outside ?? stdioFiles();
  const contract = { ...launch.contract, outside };
  const clock = new Clock(BigInt(contract.origin));
  const place = { folder: contract.folder, pid: process.pid, startNs: clock.time, threadId };
  const mapping = contract.recording === 'mapped' ? loadMapping(contract.preload) : undefined;
  const recorder = new Recorder(place, clock, contract.limits, mapping);
  recorder.start(JSON.stringify(describeThread(launch, recorder)));
  const note = (text: string): void => recorder.mark(codeOf(markKinds, 'note'), text);
  /** A part that can't be installed leaves the others to do theirs. */
  const attempt = <T>(part: string, install: () => T): T | undefined => {
    try {
      return install();
    } catch (error) {
      note(`${part} of this thread are not recorded: ${String(error)}`);
      return undefined;
    }
  };

  guarded(() => giveUnreadOptions(note));
  const counters = attempt('Counters', () => new LoopCounters(recorder, process.platform));
  let loading: Loading | undefined;
  const timeout = startFlushTimer(recorder, {
    before: () => counters?.sample(),
    hearsPromises: () => loading?.hasProgramHooks() !== false,
  });
  const turns = new Turns(recorder);
  const resources = new RecordedResources(recorder, turns, contract.level);
  resources.hide(timeout);
  const promises = contract.level === 'full' ? new Promises(recorder, turns) : undefined;

  const resourceSites = new ResourceSites();
  loading = attempt('Functions', () => load(recorder, resourceSites, contract, note));
  const unsettled = loading?.unsettled;
  const suspended = (site: number): void => unsettled?.suspended(site);
  const light = (): CoroutineCalls => createLightCoroutineCalls(recorder, resourceSites, suspended);
  installCoroutines(promises === undefined ? light() : createCoroutineCalls(recorder, promises, suspended));
  const { handover } = launch;
  if (handover !== undefined) attempt('Functions', () => loading?.adopt(handover));
  const disguise = loading?.disguise ?? (() => {});
  attempt('The last moments', () => installExit(recorder, disguise));
  attempt('Cancelled timers', () => installTimerCancels(recorder, timeout, disguise));
  if (contract.output) attempt('Output lines', () => installOutputMarks(recorder, disguise));
  attempt('Performance marks', () => installPerformanceMarks(recorder, disguise));
  attempt('Failures', () => installFailureMarks(recorder, resources, disguise, endOf(loading)));
  if (!areInternalsExposed) attempt('Garbage collections', () => installGcSpans(recorder, disguise));
  attempt('Child processes', () => installChildProcesses(recorder, contract, disguise));
  const memory = attempt('Waits on shared memory', () =>
    installSynchronization({ recorder, resources, promises, flag: launch.memoryFlag, disguise, ownFolders: ownFolders(contract) }),
  );
  attempt('Workers', () =>
    installWorkerThreads(recorder, contract, (source) => loading?.instrumentForThread(source), memory?.flag, disguise),
  );
  attempt('Messages', () =>
    installMessages({ recorder, resources, disguise, memory: memory ?? unknownMemory, outside, givenStdio: launch.givenStdio ?? [] }),
  );
  syncBuiltinESMExports();
  // However soon the thread dies, it was there.
  recorder.flush();
  // From here on all that is done is taken for the program's: nothing of ours may come after.
  attempt('Callbacks', () => resources.install());
  attempt('Stacks', () => loading?.watchHooks(enableProgramHooks(recorder, resources)));
  const promiseHooks = attempt('Promises', () => promises?.install()) ?? [];
  hideFromInternals({ hasOthers: () => loading?.hasProgramHooks() === true, promiseHooks }, disguise);
}

/** Where shared memory can't be followed. */
const unknownMemory: CarriedMemory = { going: () => {}, starting: () => {} };

function ownFolders({ folder, cache, preload }: LaunchContract): readonly string[] {
  return [folder, cache, dirname(preload)];
}

function endOf(loading: Loading | undefined): ThreadEnd {
  return {
    wantsIdle: () => loading?.unsettled.areAny === true,
    idle: () => loading?.unsettled.print(),
    rejectionUnhandled: (reason) => loading?.tellRejection(reason),
  };
}

function load(recorder: Recorder, resourceSites: ResourceSites, contract: LaunchContract, note: (text: string) => void): Loading {
  const bundles = dirname(contract.preload);
  return installLoading({
    transformer: join(bundles, 'transform.cjs'),
    resolver: join(bundles, 'resolve.cjs'),
    cache: contract.cache,
    defineSourceFile: (path, sites) => {
      const first = recorder.sourceFile(path, sites);
      if (contract.level === 'light') resourceSites.add(first, sites);
      return first;
    },
    note,
    quietly: (body) => recorder.quietly(body),
    beQuiet: () => recorder.beQuiet(),
  });
}

function describeThread(launch: Launch, { clock, bufferBytes }: Recorder): ThreadHeader {
  return {
    run: launch.contract.run,
    pid: process.pid,
    parentPid: process.ppid,
    threadId,
    parentThreadId: launch.parentThreadId,
    name: launch.workerName ?? basename(process.argv[1] ?? process.title),
    argv: [...process.argv],
    nodeVersion: process.versions.node,
    v8Version: process.versions.v8,
    uvVersion: process.versions.uv,
    osThread: osThread(),
    ...threadPoolSetting(),
    startNs: clock.time,
    clockErrorNs: clock.alignmentErrorNs + reusedReadingNs,
    recording: bufferBytes === 0 ? 'mapped' : 'buffered',
    bufferBytes,
  };
}

/** Linux's number of this thread, as its own process sees it: the last part of `<pid>/task/<number>`. */
function osThread(): number {
  if (process.platform !== 'linux') return 0;
  try {
    return Number(basename(readlinkSync('/proc/thread-self'))) || 0;
  } catch {
    // No /proc, or not for us.
    return 0;
  }
}

function threadPoolSetting(): Pick<ThreadHeader, 'threadPoolSize'> {
  const size = process.env.UV_THREADPOOL_SIZE;
  // As much of it as a number may have: nothing else of the environment is recorded.
  return size === undefined ? {} : { threadPoolSize: size.slice(0, 12) };
}
