// What a lane says of itself: a machine, a process, a thread, a function.

import { formatCount, formatDuration, formatInstant, formatPercent } from '../../layout/format.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { totalWeight } from '../../layout/track.ts';
import type { Detail } from '../../protocol/timelineSource.ts';
import { sourcePhrases, threadPhrase } from '../words.ts';
import { type Description, noStory } from './description.ts';
import { machineFacts, osThreadFacts, processFacts } from './machineFacts.ts';

export function describeLane(index: TraceIndex, lane: number): Description {
  const { lanes } = index.trace;
  const kind = lanes[lane].kind === 'taskGroup' ? 'function' : lanes[lane].kind;
  return { title: lanes[lane].name, kind: `selected · ${kind}`, facts: factsOf(index, lane), story: noStory, clockEvent: -1, messages: [] };
}

function factsOf(index: TraceIndex, at: number): Detail['facts'] {
  const { trace } = index;
  const lane = trace.lanes[at];
  const group = index.groups.get(at);
  if (group !== undefined) return groupFacts(index, at, group.tasks, group.atOnce);
  if (lane.kind === 'thread') return threadFacts(index, lane.thread);
  if (lane.kind === 'process')
    return [
      { name: 'pid', value: [{ text: String(lane.pid) }] },
      {
        name: 'threads',
        value: [{ text: formatCount(index.children[at].filter((child) => trace.lanes[child].kind === 'thread').length) }],
      },
      ...processFacts(index, at),
    ];
  return lane.kind === 'machine' ? machineFacts(index) : [];
}

function groupFacts(index: TraceIndex, at: number, tasks: number, atOnce: number): Detail['facts'] {
  const { trace } = index;
  const source = sourcePhrases(trace, trace.lanes[at].source, '');
  return [
    { name: 'tasks', value: [{ text: `${formatCount(tasks)}, at most ${formatCount(atOnce)} at once` }] },
    ...(source.length > 0 ? [{ name: 'source', value: source }] : []),
    ...(trace.lanes[at].thread >= 0 ? [{ name: 'thread', value: [threadPhrase(trace, trace.lanes[at].thread)] }] : []),
  ];
}

function threadFacts(index: TraceIndex, thread: number): Detail['facts'] {
  const { trace } = index;
  const { startNs, endNs, pid, threadId, exitCode, lost, complete, firstEvent, endEvent } = trace.threads[thread];
  const alive = (Number.isNaN(endNs) ? trace.header.durationNs : endNs) - startNs;
  const ran = totalWeight(index.threads[thread]);
  return [
    { name: 'pid', value: [{ text: `${pid} · thread ${threadId}` }] },
    { name: 'alive', value: [{ text: `${formatDuration(alive)} from ${formatInstant(startNs)}` }] },
    { name: 'ran', value: [{ text: `${formatDuration(ran)}, ${formatPercent(alive > 0 ? ran / alive : 0)} of its time` }] },
    ...osThreadFacts(index, thread),
    { name: 'events', value: [{ text: formatCount(endEvent - firstEvent) }] },
    ...(exitCode === null ? [] : [{ name: 'exit code', value: [{ text: String(exitCode) }] }]),
    ...(lost > 0 ? [{ name: 'lost', value: [{ text: formatCount(lost) }] }] : []),
    ...(complete ? [] : [{ name: 'end', value: [{ text: 'its recording was cut off' }] }]),
  ];
}
