// The beginning of a thread's trace: its header, then every hook in the order that they need one another.

import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { segmentFileName, type ThreadHeader } from '../model/launch.ts';
import { RecordedResources } from './asyncResources.ts';
import { Clock } from './clock.ts';
import { installChildProcesses } from './childProcesses.ts';
import { installConsoleMarks } from './consoleMarks.ts';
import { createCoroutineCalls, installCoroutines, unknownPromises } from './coroutines.ts';
import { installExit } from './exit.ts';
import { installFailureMarks } from './failureMarks.ts';
import { startFlushTimer } from './flushTimer.ts';
import { installGcSpans } from './gcSpans.ts';
import { installMessages } from './messages/installMessages.ts';
import { installPerformanceMarks } from './performanceMarks.ts';
import { Promises } from './promises.ts';
import { bufferBytes, Recorder } from './recorder.ts';
import type { Launch } from './takeLaunch.ts';
import { installTimerCancels } from './timerCancels.ts';
import { Turns } from './turns.ts';
import { installWorkerThreads } from './workerThreads.ts';

export function beginTracing(launch: Launch): void {
  const { contract } = launch;
  const clock = new Clock(BigInt(contract.origin));
  const startNs = clock.time;
  const recorder = new Recorder(join(contract.folder, segmentFileName(process.pid, startNs, threadId)), clock);
  const header = JSON.stringify(describeThread(launch, clock));
  recorder.begin(header.length).thread(header);
  const timeout = startFlushTimer(recorder);
  const turns = new Turns(recorder);
  const disguise = (): void => {};

  installExit(recorder, disguise);
  const resources = new RecordedResources(recorder, turns);
  resources.hide(timeout);
  installTimerCancels(recorder, timeout, disguise);
  if (contract.output) installConsoleMarks(recorder, disguise);
  installPerformanceMarks(recorder, disguise);
  installFailureMarks(recorder, resources, disguise);
  installChildProcesses(recorder, contract, disguise);
  installWorkerThreads(recorder, contract, (source) => source, disguise);
  installMessages({ recorder, resources, disguise });
  installGcSpans(recorder);
  const promises = contract.level === 'full' ? new Promises(recorder, turns) : undefined;
  installCoroutines(createCoroutineCalls(recorder, promises ?? unknownPromises));
  syncBuiltinESMExports();
  // From here on the program's own deeds are recorded: nothing of ours may come after.
  resources.install();
  promises?.install();
}

function describeThread(launch: Launch, clock: Clock): ThreadHeader {
  return {
    run: launch.contract.run,
    pid: process.pid,
    parentPid: process.ppid,
    threadId,
    parentThreadId: launch.parentThreadId,
    name: launch.workerName ?? basename(process.argv[1] ?? process.title),
    argv: [...process.argv],
    nodeVersion: process.versions.node,
    startNs: clock.time,
    clockErrorNs: clock.alignmentErrorNs,
    bufferBytes,
  };
}
