// The processes below a process, and ending them.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const patienceMs = 2000;
const stepMs = 50;

/** Pids of everything below `pid`, at this moment, parents before children. Empty on Windows, whose own tool ends trees. */
export function descendantsOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const [child, parent] of process.platform === 'linux' ? fromProc() : fromPs()) {
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  for (const queue = [pid]; queue.length > 0; ) {
    const below = children.get(queue.shift()!) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

/** `[pid, parent's pid]` of every process. A container may have no `ps`. */
function fromProc(): readonly (readonly [number, number])[] {
  return readdirSync('/proc').flatMap((name): (readonly [number, number])[] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      // The name in parentheses may hold anything; state and parent follow it.
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
    } catch {
      return [];
    }
  });
}

function fromPs(): readonly (readonly [number, number])[] {
  if (process.platform === 'win32') return [];
  const ps = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const lines = ps.stdout.trim().split('\n');
  // Not itself: it has ended by now.
  return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]).filter(([pid]) => pid !== ps.pid);
}

/**
 * Ends all processes that `find` names: SIGTERM first, so that they may put their things in order, SIGKILL to what is still there
 * after two seconds. Asks anew at each step: a process that ends may start others. Resolves when none is left.
 */
export async function endProcesses(find: () => readonly number[]): Promise<void> {
  const asked = new Set<number>();
  const killAtMs = performance.now() + patienceMs;
  for (let pids = find(); pids.length > 0; pids = find()) {
    const late = performance.now() > killAtMs;
    for (const pid of pids) {
      if (late) send(pid, 'SIGKILL');
      else if (!asked.has(pid)) send(pid, 'SIGTERM');
      asked.add(pid);
    }
    if (performance.now() > killAtMs + patienceMs) return;
    await new Promise((resume) => setTimeout(resume, stepMs));
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended, or belongs to someone else.
  }
}
