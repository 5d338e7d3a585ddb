// The minimap: how busy each process is over the whole run, and when something went wrong.

import type { TimelineIndex } from '../layout/timelineIndex.ts';
import { weightUntil } from '../layout/track.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, spanKinds } from '../model/vocabulary.ts';
import type { Minimap } from '../protocol/timelineSource.ts';

/** More alarms than this in one minimap are one red line. */
const mostAlarms = 1_000;

/** O(columns · threads · log slices). */
export function minimapOf(index: TimelineIndex, columns: number): Minimap {
  return { series: busyByProcess(index, columns), alarms: alarmsOf(index) };
}

/** For each process, how many of its threads ran, on average, in each of `columns` equal parts of the run. */
export function busyByProcess(index: TimelineIndex, columns: number): Minimap['series'] {
  const { lanes, threads, header } = index.frame;
  const stepNs = Math.max(1, header.durationNs) / columns;
  const series = new Map<number, { readonly name: string; readonly hue: number; readonly values: Float32Array }>();
  lanes.forEach((lane, at) => {
    if (lane.kind === 'process') series.set(at, { name: lane.name, hue: index.hueOfLane[at], values: new Float32Array(columns) });
  });
  threads.forEach((thread, at) => {
    const values = series.get(lanes[thread.lane].parent)?.values;
    if (values === undefined) return;
    let before = 0;
    for (let column = 0; column < columns; column++) {
      const until = weightUntil(index.threads[at], (column + 1) * stepNs);
      values[column] += (until - before) / stepNs;
      before = until;
    }
  });
  return [...series.values()];
}

function alarmsOf(index: TimelineIndex): Nanoseconds[] {
  const { spans } = index.frame;
  const stall = codeOf(spanKinds, 'stall');
  const times = index.marks.flatMap(({ alarms }) => alarms.timeNs);
  for (let span = 0; span < spans.count; span++) if (spans.kind[span] === stall) times.push(spans.startNs.at(span));
  return times.sort((a, b) => a - b).slice(0, mostAlarms);
}
