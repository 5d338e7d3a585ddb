// Names for lanes that hold while a trace grows: their numbers shift with every lane that comes in between.

import type { Lane, Trace } from '../../model/trace.ts';

/**
 * By lane, a key that the same lane has in every trace of the same run. Lanes of one kind below the same lane come in an order
 * that only grows: a process by its pid, a worker by its id, a task group by when its first task came. O(lanes).
 */
export function laneKeys({ lanes }: Pick<Trace, 'lanes'>): readonly string[] {
  const keys: string[] = [];
  const counts = new Map<string, number>();
  for (const lane of lanes) {
    const kin = `${lane.parent < 0 ? '' : keys[lane.parent]}/${lane.kind} ${ownName(lane)}`;
    const count = counts.get(kin) ?? 0;
    counts.set(kin, count + 1);
    keys.push(`${kin}#${count}`);
  }
  return keys;
}

/** What tells a lane from others of its kind. Names don't: a second process of the same name changes the name of the first. */
function ownName(lane: Lane): string {
  switch (lane.kind) {
    case 'process':
      return String(lane.pid);
    case 'thread':
      return String(lane.threadId);
    case 'system':
      return lane.name;
    default:
      return '';
  }
}
