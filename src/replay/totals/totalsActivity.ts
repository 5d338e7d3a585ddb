// What the runtime called back, from threads that were replayed for their sums.

import { type Activity, isRequest } from '../derivedCounters.ts';
import type { ThreadTotals } from './threadTotals.ts';

export function activityOf(threads: readonly ThreadTotals[], durationNs: number): Activity {
  return {
    durationNs,
    eachRequest(visit) {
      for (const [thread, { replay, slices }] of threads.entries()) {
        const { tasks, groups, texts } = replay.state;
        const names = groups.list.map(({ name }) => texts.texts[name]!);
        for (let task = 0; task < tasks.length; task++) {
          if (!isRequest(tasks.kind[task]!, names[tasks.group[task]!]!)) continue;
          visit(thread, tasks.createdNs[task]!, slices.firstStartNs.get(task) ?? tasks.settledNs[task]!);
        }
      }
    },
    eachWait(visit) {
      for (const [thread, { waits }] of threads.entries()) {
        for (let at = 0; at < waits.delays.length; at += 2) visit(thread, waits.delays[at]!, waits.delays[at + 1]!);
      }
    },
  };
}
