// Worker threads: every worker gets the preload and the contract; each worker's birth and end is recorded.

import { basename } from 'node:path';
import { setEnvironmentData, threadId } from 'node:worker_threads';
import { type LaunchContract, launchVariable } from '../model/launch.ts';
import { askedStdio } from './messages/workerStdio.ts';
import { withPreload } from './nodeOptions.ts';
import { type Disguise, guarded, hiddenProperty } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';
import { standInClass } from './standInClass.ts';
import type { WorkerLaunch } from './takeLaunch.ts';

/** Instruments the source of an eval worker, and says what the worker must be told of it; undefined when it can't. */
export type InstrumentForThread = (source: string) => { readonly code: string; readonly handover: string } | undefined;

interface WorkerOptions {
  readonly eval?: unknown;
  readonly env?: unknown;
  readonly execArgv?: unknown;
  readonly name?: unknown;
}

interface WorkerInside {
  readonly threadId: number;
}

/**
 * A worker inherits its parent's options, so also the preload, unless it is given an environment or `execArgv`: then
 * Node reads NODE_OPTIONS again, from that environment or ours, while the constructor runs. The contract goes by the
 * workers' environment data, which leaves both environments and `execArgv` alone.
 */
export function installWorkerThreads(
  recorder: Recorder,
  contract: LaunchContract,
  instrument: InstrumentForThread,
  memoryFlag: SharedArrayBuffer | undefined,
  disguise: Disguise,
): void {
  const contractText = JSON.stringify(contract);
  const workerThreads = process.getBuiltinModule('node:worker_threads');
  const original = workerThreads.Worker;
  const replacement = standInClass('Worker', original, disguise, (args, newTarget) => {
    const options = (typeof args[1] === 'object' ? (args[1] ?? {}) : {}) as WorkerOptions;
    const name = nameOf(args[0], options);
    const evaluated = options.eval && typeof args[0] === 'string' ? instrument(args[0]) : undefined;
    const handover = evaluated === undefined ? {} : { handover: evaluated.handover };
    const flag = memoryFlag === undefined ? {} : { memoryFlag };
    const givenStdio = askedStdio(args[1]);
    const launch: WorkerLaunch = { contract: contractText, parentThreadId: threadId, name, givenStdio, ...handover, ...flag };
    // The constructor copies it.
    setEnvironmentData(launchVariable, { ...launch });
    const time = recorder.now();
    const construct = (): object =>
      Reflect.construct(original, argumentsFor([evaluated?.code ?? args[0]].concat(args.slice(1)), options, contract), newTarget) as object;
    const worker = readsOurOptions(options) ? withNodeOptions(contract, construct) : construct();
    guarded(() => recordWorker(recorder, time, worker as WorkerInside, name));
    return worker;
  });
  Object.defineProperty(workerThreads, 'Worker', { value: replacement });
}

/** An environment may hold options that are not a worker's to set, if they are letter by letter those of the process. */
function readsOurOptions({ env, execArgv }: WorkerOptions): boolean {
  return isEnvironment(env) ? env.NODE_OPTIONS === process.env.NODE_OPTIONS : Array.isArray(execArgv);
}

function isEnvironment(env: unknown): env is NodeJS.ProcessEnv {
  return typeof env === 'object' && env !== null;
}

function argumentsFor(args: unknown[], options: WorkerOptions, contract: LaunchContract): unknown[] {
  if (!isEnvironment(options.env)) return args;
  const env = { ...options.env, NODE_OPTIONS: withPreload(options.env.NODE_OPTIONS, contract.preload) };
  // The program's own object may inherit its options.
  const described = Object.create(options, { env: { value: env, enumerable: true } }) as WorkerOptions;
  return [args[0], described].concat(args.slice(2));
}

/** Nothing of the program runs in between. */
function withNodeOptions<T>(contract: LaunchContract, construct: () => T): T {
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = withPreload(before, contract.preload);
  try {
    return construct();
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  }
}

function nameOf(file: unknown, options: WorkerOptions): string {
  if (typeof options.name === 'string' && options.name !== '') return options.name;
  return options.eval ? 'eval' : basename(String(file)).slice(0, 200);
}

function recordWorker(recorder: Recorder, time: number, worker: WorkerInside, name: string): void {
  const id = worker.threadId;
  recorder.begin(name.length).spawnThread(time, id, name);
  // A listener for `exit` would be counted by the program; the handle's own callback comes before it.
  const handle = hiddenProperty(worker, 'kHandle') as { onexit?: (...args: unknown[]) => void } | undefined;
  const exited = handle?.onexit;
  if (handle === undefined || exited === undefined) return;
  handle.onexit = (...args) => {
    guarded(() => recorder.begin().threadExited(recorder.now(), id, Number(args[0]) || 0));
    Reflect.apply(exited, handle, args);
  };
}
