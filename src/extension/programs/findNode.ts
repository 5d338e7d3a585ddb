// Which Node runs a traced program: the one of the settings, else the first on the PATH, else the editor's own.

import { execFile } from 'node:child_process';
import { canBeTraced, nodeRange } from '../../host/nodeVersion.ts';

export interface FoundNode {
  readonly path: string;
  readonly version: string;
}

/** Why there is none: what was tried and what each was. */
export interface NoNode {
  readonly wanted: string;
  readonly tried: readonly string[];
}

/** @param named - the path in the settings; empty for none. When it is given, no other is tried: it is what the person asked for. */
export async function findNode(named: string): Promise<FoundNode | NoNode> {
  // The desktop editor's own executable is no Node.
  const own = process.versions.electron === undefined ? [process.execPath] : [];
  const tried: string[] = [];
  for (const path of named === '' ? ['node', ...own] : [named]) {
    const version = await askVersion(path);
    if (version !== null && canBeTraced(version)) return { path, version };
    tried.push(version === null ? `${path}: not a Node` : `${path}: ${version}`);
  }
  return { wanted: nodeRange, tried };
}

/** The version without the `v`, or null when it is no Node that starts. */
function askVersion(path: string): Promise<string | null> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((answer) => {
    execFile(path, ['--version'], { env, timeout: 10_000 }, (_error, stdout) => {
      answer(/^v(\d+\.\d+\.\d+\S*)\s*$/.exec(String(stdout))?.[1] ?? null);
    });
  });
}
