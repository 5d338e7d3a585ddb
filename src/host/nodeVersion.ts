// Which Node runs the program, and whether the tracer can work in it.

import { spawnSync } from 'node:child_process';
import { HostError, refusal } from './errors.ts';

/** The versions that have `module.registerHooks` and strip types without a flag. */
export const nodeRange = '22.18 or a later 22, 24 or newer';

export interface NodeInUse {
  /** As given on the command line, or the absolute path of this process's own. */
  readonly path: string;
  /** Without the `v`. */
  readonly version: string;
}

/** The Node to run programs with: the one at `path`, else the one that runs this. @throws HostError NODE_NOT_USABLE when it can't start or is too old */
export function chooseNode(path: string | undefined): NodeInUse {
  const node = path === undefined ? { path: process.execPath, version: process.versions.node } : askVersion(path);
  if (!canBeTraced(node.version)) {
    throw new HostError('NODE_NOT_USABLE', `Node ${node.version} (${node.path}) is too old to be traced: expected ${nodeRange}`);
  }
  return node;
}

/** Whether the tracer, and this tool itself, work in this version of Node, given without the `v`. */
export function canBeTraced(version: string): boolean {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return major >= 24 || (major === 22 && minor >= 18);
}

function askVersion(path: string): NodeInUse {
  // A Node that is asked for its version must not load what NODE_OPTIONS asks for.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const asked = spawnSync(path, ['--version'], { encoding: 'utf8', env, timeout: 10_000 });
  if (asked.error !== undefined)
    throw new HostError('NODE_NOT_USABLE', `${path} can't be started as Node: ${refusal(asked.error)}`, { cause: asked.error });
  const version = /^v(\d+\.\d+\.\d+\S*)\s*$/.exec(asked.stdout)?.[1];
  if (version === undefined) {
    const found = asked.stdout.split('\n', 1)[0] ?? '';
    throw new HostError(
      'NODE_NOT_USABLE',
      `${path} is not a Node: expected a version such as v24.0.0, found ${JSON.stringify(found.slice(0, 60))}`,
    );
  }
  return { path, version };
}
