// What a counter said at a time: each of its values, and what they were over the whole run.

import { type CounterLayer, type CounterTrack, formatCounter } from '../../layout/counterTracks.ts';
import { formatCount, formatDuration, formatInstant, formatPercent } from '../../layout/format.ts';
import { say, words } from '../../layout/say.ts';
import type { Range } from '../../layout/stepPyramid.ts';
import { taskEnd, taskStart } from '../../layout/taskGroup.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import type { Nanoseconds } from '../../model/units.ts';
import type { CounterKind } from '../../model/vocabulary.ts';
import type { Detail } from '../../protocol/timelineSource.ts';
import { isPoolWork } from '../../replay/resourceTypes.ts';
import { type Description, noStory } from './description.ts';

const layerWords: Readonly<Record<CounterKind, string>> = {
  running: words('on CPU'),
  runnable: words('waited for CPU'),
  memory: words('in memory'),
  heap: words('heap in use'),
  eventLoop: words('event loop busy'),
  eventLoopDelay: words('longest delay'),
  poolBusy: words('in the pool'),
  poolQueued: words('queued for it'),
};

export function describeCounter(index: TraceIndex, lane: number, atNs: Nanoseconds): Description {
  const { lanes } = index.trace;
  const track = index.counters.of(lane);
  return {
    title: `${lanes[lane].name} · ${ownerOf(index, lane)}`,
    kind: say('selected · {0}', say('counter')),
    facts: track === undefined ? [] : factsOf(index, lane, track, atNs),
    story: noStory,
    clockEvent: -1,
    messages: [],
  };
}

/** The process, or the machine. */
function ownerOf(index: TraceIndex, lane: number): string {
  const { lanes } = index.trace;
  let at = lane;
  while (lanes[at].kind === 'system' && lanes[at].parent >= 0) at = lanes[at].parent;
  return lanes[at].name;
}

function factsOf(index: TraceIndex, lane: number, track: CounterTrack, atNs: Nanoseconds): Detail['facts'] {
  const fact = (name: string, text: string): Detail['facts'][number] => ({ name, value: [{ text }] });
  const { layers, unit } = track;
  const { steps } = layers[0];
  const step = steps.stepAt(atNs);
  if (step < 0 || atNs >= steps.endNs) return [fact(say('at'), say('{0}: nothing is known', formatInstant(atNs)))];
  const from = steps.fromNs[step];
  const to = steps.fromNs[step + 1] ?? steps.endNs;
  return [
    ...layers.map((layer) => fact(say(layerWords[layer.kind]), valueAt(track, layer, atNs))),
    ...(unit === 'part' && layers[0].kind === 'running' ? [fact(say('asleep'), formatPercent(1 - sumAt(layers, atNs)))] : []),
    ...(layers[0].kind === 'poolBusy' ? requestFacts(index, lane, atNs).map(([name, text]) => fact(name, text)) : []),
    fact(say('for'), say('{0} from {1}', formatDuration(to - from), formatInstant(from))),
    fact(
      say('on average'),
      wholeRun(track, ({ mean }) => mean),
    ),
    fact(
      say('at most'),
      wholeRun(track, ({ high }) => high),
    ),
  ];
}

function valueAt({ unit }: CounterTrack, { steps }: CounterLayer, atNs: Nanoseconds): string {
  const value = steps.value[steps.stepAt(atNs)];
  if (value === undefined || atNs >= steps.endNs) return '–';
  return unit === 'processors'
    ? `${formatCounter(unit, value)} ${value === 1 ? say('processor') : say('processors')}`
    : formatCounter(unit, value);
}

function sumAt(layers: readonly CounterLayer[], atNs: Nanoseconds): number {
  return Math.min(
    1,
    layers.reduce((sum, { steps }) => sum + (steps.value[steps.stepAt(atNs)] ?? 0), 0),
  );
}

/** Of each layer over all of its time: `44 % on CPU, 13 % waited for CPU`. */
function wholeRun({ layers, unit }: CounterTrack, pick: (range: Range) => number): string {
  const parts = layers.flatMap(({ kind, steps }) => {
    const all = steps.range(steps.startNs, steps.endNs);
    const value = all === null ? null : formatCounter(unit, pick(all));
    return value === null ? [] : [layers.length === 1 ? value : `${value} ${say(layerWords[kind])}`];
  });
  return parts.join(', ');
}

/** What had been given to the pool and not been called back: `crypto pbkdf2 × 8`, most first. O(I/O tasks of the process). */
function requestFacts(index: TraceIndex, lane: number, atNs: Nanoseconds): readonly (readonly [string, string])[] {
  const { lanes } = index.trace;
  const counts = new Map<string, number>();
  for (const [group, { firstTask, endTask }] of index.groups) {
    if (lanes[group].pid !== lanes[lane].pid || !isPoolWork(lanes[group].name)) continue;
    for (let task = firstTask; task < endTask; task++) {
      if (taskStart(index.trace, task) > atNs || requestEnd(index, task) <= atNs) continue;
      counts.set(lanes[group].name, (counts.get(lanes[group].name) ?? 0) + 1);
    }
  }
  const list = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} × ${formatCount(count)}`);
  return list.length === 0 ? [] : [[say('requests'), list.join(', ')]];
}

/** When it was called back. */
function requestEnd(index: TraceIndex, task: number): Nanoseconds {
  const { tasks, slices } = index.trace;
  const first = tasks.firstSlice[task];
  return first < tasks.firstSlice[task + 1] ? slices.startNs.at(first) : taskEnd(index.trace, task);
}
