// Node processes that left no records: seen only by who spawned them.

import type { ThreadJoins } from './joinThreads.ts';
import type { KnownThread } from './processes.ts';

export interface UntracedProcess {
  readonly pid: number;
  /** Its command line. */
  readonly name: string;
}

/** Commands that run another one. */
const wrappers = new Set(['env', 'nice', 'nohup', 'time', 'timeout', 'setsid', 'stdbuf', 'sh', 'bash', 'dash', 'zsh']);

/** Of the spawned processes without records, those that were to run Node, by themselves or in a child that left none either. O(spawns × threads). */
export function findUntraced({ strangers }: ThreadJoins, threads: readonly KnownThread[]): readonly UntracedProcess[] {
  return strangers
    .filter(({ spawn }) => spawn.id > 0 && runsNode(spawn.name) && !threads.some(({ header }) => header.parentPid === spawn.id))
    .map(({ spawn }) => ({ pid: spawn.id, name: spawn.name }));
}

/** `node x.js`, `/usr/bin/env -i node x.js`, `sh -c node x.js`. */
function runsNode(command: string): boolean {
  const programs = command.split(/\s+/).map((word) => word.replace(/^.*[/\\]/, ''));
  const isNode = (program: string): boolean => /^node(js)?(\.exe)?$/.test(program);
  return isNode(programs[0] ?? '') || (wrappers.has(programs[0] ?? '') && programs.some(isNode));
}
