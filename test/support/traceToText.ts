// A trace as text that stays the same for the same trace: for golden comparisons. Times are microseconds.

import { type Trace, threadOfEvent } from '../../src/model/trace.ts';
import { eventKinds, outcomes, taskKinds, waitReasons } from '../../src/model/vocabulary.ts';

export interface TextOptions {
  /** Leave times out, for traces of real runs. */
  readonly times?: boolean;
}

/** Lanes, then each task with its slices and waits. */
export function tasksToText(trace: Trace, { times = true }: TextOptions = {}): string {
  const { tasks, slices, waits, strings } = trace;
  const lines: string[] = [];
  let lane = -1;
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.group[task] !== lane) {
      lane = tasks.group[task]!;
      lines.push(lanePath(trace, lane));
    }
    const life = times ? ` ${micro(tasks.createdNs.at(task))}–${micro(tasks.settledNs.at(task))}` : '';
    const parent = tasks.parent[task]! < 0 ? '' : ` of ${taskToText(trace, tasks.parent[task]!)}`;
    lines.push(`  ${taskToText(trace, task)}: ${taskKinds[tasks.kind[task]!]}${life} ${outcomes[tasks.outcome[task]!]}${parent}`);
    for (let slice = tasks.firstSlice[task]!; slice < tasks.firstSlice[task + 1]!; slice++) {
      const length = times ? ` ${micro(slices.startNs.at(slice))}–${micro(slices.endNs.at(slice))}` : '';
      lines.push(`    ran${length} depth ${slices.depth[slice]}`);
    }
    for (let wait = tasks.firstWait[task]!; wait < tasks.firstWait[task + 1]!; wait++) {
      const length = times ? ` ${micro(waits.startNs.at(wait))}–(${micro(waits.readyNs.at(wait))})–${micro(waits.endNs.at(wait))}` : '';
      const line = waits.source[wait] === 0 ? '' : ` line ${trace.sources.line[waits.source[wait]!]}`;
      const awaited = waits.awaited[wait]! < 0 ? '' : ` for ${taskToText(trace, waits.awaited[wait]!)}`;
      lines.push(`    ${waitReasons[waits.reason[wait]!]}${length}${line}${awaited} by ${eventToText(trace, waits.wokenBy[wait]!)}`);
    }
  }
  return `${strings.length > 0 ? lines.join('\n') : ''}\n`;
}

/** Every event with its cause. */
export function eventsToText(trace: Trace): string {
  const lines: string[] = [];
  for (let event = 0; event < trace.events.count; event++) {
    const cause = trace.events.cause[event]!;
    lines.push(`${eventToText(trace, event)}${cause < 0 ? '' : ` ← ${eventToText(trace, cause)}`}`);
  }
  return `${lines.join('\n')}\n`;
}

/** `f.2`: the second task of its group. */
export function taskToText(trace: Trace, task: number): string {
  const { group, name } = trace.tasks;
  let first = task;
  while (first > 0 && group[first - 1] === group[task]) first--;
  return `${trace.strings[name[task]!]}.${task - first + 1}`;
}

/** `0:3 settle f.1`. */
export function eventToText(trace: Trace, event: number): string {
  if (event < 0) return '?';
  const thread = threadOfEvent(trace, event);
  const task = trace.events.task[event]!;
  const name = trace.strings[trace.events.name[event]!]!;
  const words = [
    `${thread}:${event - trace.threads[thread]!.firstEvent + 1}`,
    eventKinds[trace.events.kind[event]!],
    task < 0 ? '' : taskToText(trace, task),
    name,
  ];
  return words.filter((word) => word !== '').join(' ');
}

function lanePath(trace: Trace, lane: number): string {
  const names: string[] = [];
  for (let at = lane; at >= 0; at = trace.lanes[at]!.parent) names.unshift(trace.lanes[at]!.name);
  return names.join(' ▸ ');
}

function micro(ns: number): string {
  return Number.isNaN(ns) ? '…' : String(ns / 1000);
}
