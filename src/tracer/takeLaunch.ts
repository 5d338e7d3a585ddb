// Taking the launch contract out of the environment, so that the program finds it as it would have been.

import { getEnvironmentData, isInternalThread, isMainThread } from 'node:worker_threads';
import { type LaunchContract, launchVariable, runtimeGlobal } from '../model/launch.ts';
import type { StdioStream } from '../model/nodePorts.ts';
import { withoutPreload } from './nodeOptions.ts';

/** `module.registerHooks` and all else that is needed came with these. */
const oldestMinor: Readonly<Record<number, number>> = { 22: 15, 23: 5 };

export interface Launch {
  readonly contract: LaunchContract;
  /** Thread that made this one; null in a main thread. */
  readonly parentThreadId: number | null;
  /** What the creator of this worker calls it. */
  readonly workerName?: string;
  /** What that creator says of the source that this one evaluates. */
  readonly handover?: string;
  /** As in {@link WorkerLaunch}. */
  readonly memoryFlag?: SharedArrayBuffer;
  /** As in {@link WorkerLaunch}. */
  readonly givenStdio?: readonly StdioStream[];
}

/** What a thread tells the worker that it makes, under {@link launchVariable} in their environment data. */
export interface WorkerLaunch {
  readonly contract: string;
  readonly parentThreadId: number;
  readonly name: string;
  readonly handover?: string;
  /** One for all threads of a process: see SharedBuffers. */
  readonly memoryFlag?: SharedArrayBuffer;
  /** Its standard streams that the creator asks for. */
  readonly givenStdio: readonly StdioStream[];
}

/** @returns undefined when this thread is not to be traced, or already is. Throws nothing. */
export function takeLaunch(): Launch | undefined {
  // Node's own loader thread loads the preload too, and shares the environment with threads that will need the contract.
  if (isInternalThread || runtimeGlobal in globalThis) return undefined;
  try {
    const launch = isMainThread ? fromEnvironment() : fromParent();
    if (launch === undefined) return undefined;
    restoreNodeOptions(launch.contract);
    return isNodeNewEnough() ? launch : undefined;
  } catch {
    return undefined;
  }
}

function fromEnvironment(): Launch | undefined {
  const given = process.env[launchVariable];
  if (given === undefined) return undefined;
  delete process.env[launchVariable];
  return { contract: JSON.parse(given) as LaunchContract, parentThreadId: null };
}

function fromParent(): Launch | undefined {
  const given = getEnvironmentData(launchVariable) as WorkerLaunch | undefined;
  if (given === undefined) return undefined;
  const { contract, parentThreadId, name, ...rest } = given;
  return { contract: JSON.parse(contract) as LaunchContract, parentThreadId, workerName: name, ...rest };
}

/** A shell between the parent and us may have added to the options: what is not ours stays. */
function restoreNodeOptions(contract: LaunchContract): void {
  const found = process.env.NODE_OPTIONS;
  if (found === undefined) return;
  const rest = withoutPreload(found, contract.preload);
  if (rest === undefined) return;
  if (rest !== '' || (isMainThread && contract.nodeOptions !== null)) process.env.NODE_OPTIONS = rest;
  else delete process.env.NODE_OPTIONS;
}

function isNodeNewEnough(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 23 || minor >= (oldestMinor[major] ?? Number.POSITIVE_INFINITY);
}
