// The environment that carries the tracer into a program: two variables, which the preload takes away again.

import { type LaunchContract, launchVariable } from '../model/launch.ts';

/** `environment` with the launch contract and the preload added. */
export function programEnvironment(environment: NodeJS.ProcessEnv, contract: LaunchContract): NodeJS.ProcessEnv {
  const own = `--require ${quoteNodeOption(contract.preload)}`;
  return {
    ...environment,
    // Ours stands first: the preload must come before what the person preloads.
    NODE_OPTIONS: contract.nodeOptions === null ? own : `${own} ${contract.nodeOptions}`,
    [launchVariable]: JSON.stringify(contract),
  };
}

/** A path as one word of NODE_OPTIONS: Node splits at spaces and honours double quotes with backslashes in them. */
function quoteNodeOption(path: string): string {
  return /[\s"\\]/.test(path) ? `"${path.replaceAll(/["\\]/g, '\\$&')}"` : path;
}
