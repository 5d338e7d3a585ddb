// The order of tasks in a trace, without making one.

import type { TaskRows } from '../rows/taskRows.ts';

/** By group, then created, then noticed: negative where `a` stands before `b`. */
export function compareTasks({ group, createdNs }: TaskRows, a: number, b: number): number {
  return group[a]! - group[b]! || createdNs[a]! - createdNs[b]! || a - b;
}
