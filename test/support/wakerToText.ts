// Who woke a wait, in words: `timer of chain`, `second`, `itself`.

import { wakerOf } from '../../src/analysis/waits.ts';
import type { Trace } from '../../src/model/trace.ts';
import { taskKinds } from '../../src/model/vocabulary.ts';

/** The waits at this line, each as the task that woke it; callbacks with the function that made them. */
export function wakersAtLine(trace: Trace, line: number): readonly string[] {
  const wakers: string[] = [];
  for (let wait = 0; wait < trace.waits.count; wait++) {
    if (trace.waits.source[wait] === 0 || trace.sources.line[trace.waits.source[wait]!] !== line) continue;
    const kind = taskKinds[trace.tasks.kind[trace.waits.task[wait]!]!];
    if (kind === 'async function' || kind === 'async generator' || kind === 'root') wakers.push(wakerToText(trace, wait));
  }
  return wakers;
}

/** The waits of the only task of this name, from its beginning on. */
export function wakersOfFunction(trace: Trace, name: string): readonly string[] {
  const tasks = Array.from({ length: trace.tasks.count }, (_, task) => task);
  const [task, ...others] = tasks.filter((one) => trace.strings[trace.tasks.name[one]!] === name);
  if (task === undefined || others.length > 0) throw new Error(`${others.length + 1} tasks are named ${name}`);
  const first = trace.tasks.firstWait[task]!;
  const waits = Array.from({ length: trace.tasks.firstWait[task + 1]! - first }, (_, index) => first + index);
  return waits.filter((wait) => trace.waits.source[wait] !== 0).map((wait) => wakerToText(trace, wait));
}

function wakerToText(trace: Trace, wait: number): string {
  const event = wakerOf(trace, wait);
  if (event < 0) return 'unknown';
  const task = trace.events.task[event]!;
  if (task === trace.waits.task[wait]) return 'itself';
  const name = trace.strings[trace.tasks.name[task]!]!;
  const owner = functionAbove(trace, task);
  return owner === task
    ? name
    : `${taskKinds[trace.tasks.kind[task]!] === 'timer' ? 'timer' : name}${owner < 0 ? '' : ` of ${trace.strings[trace.tasks.name[owner]!]}`}`;
}

/** The nearest function among a task and its creators; −1 when there is none. */
function functionAbove(trace: Trace, task: number): number {
  for (let at = task; at >= 0; at = trace.tasks.parent[at]!) {
    const kind = taskKinds[trace.tasks.kind[at]!];
    if (kind === 'async function' || kind === 'async generator') return at;
  }
  return -1;
}
