// Taking the launch contract out of the environment, so that the program finds it as it would have been.

import { isInternalThread } from 'node:worker_threads';
import { type LaunchContract, launchVariable, runtimeGlobal } from '../model/launch.ts';

/** `module.registerHooks` and all else that is needed came with these. */
const oldestNode = { 22: 15, 23: 5 } as Readonly<Record<number, number>>;

/** @returns the contract; undefined when this thread is not to be traced, or is already */
export function takeLaunch(): LaunchContract | undefined {
  const given = process.env[launchVariable];
  // Node's own loader thread shares the environment with the thread that will need the contract.
  if (isInternalThread || runtimeGlobal in globalThis) return undefined;
  if (given === undefined) return undefined;
  try {
    const launch = JSON.parse(given) as LaunchContract;
    delete process.env[launchVariable];
    if (launch.nodeOptions === null) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = launch.nodeOptions;
    return isNodeNewEnough() ? launch : undefined;
  } catch {
    return undefined;
  }
}

function isNodeNewEnough(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 23 || minor >= (oldestNode[major] ?? Number.POSITIVE_INFINITY);
}
