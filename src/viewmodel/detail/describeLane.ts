// What a lane says of itself: a machine, a process, a thread, a function.

import { formatCount, formatDuration, formatInstant, formatPercent } from '../../layout/format.ts';
import { say, words } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { totalWeight } from '../../layout/track.ts';
import type { Detail } from '../../protocol/timelineSource.ts';
import { sourcePhrases, threadPhrase } from '../words.ts';
import { type Description, noStory } from './description.ts';
import { machineFacts, osThreadFacts, processFacts } from './machineFacts.ts';

export function describeLane(index: TraceIndex, lane: number): Description {
  const { lanes } = index.trace;
  const kind = say(lanes[lane].kind === 'taskGroup' ? words('function') : lanes[lane].kind);
  return {
    title: lanes[lane].name,
    kind: say('selected · {0}', kind),
    facts: factsOf(index, lane),
    story: noStory,
    clockEvent: -1,
    messages: [],
  };
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
        name: say('threads'),
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
    { name: say('tasks'), value: [{ text: say('{0}, at most {1} at once', formatCount(tasks), formatCount(atOnce)) }] },
    ...(source.length > 0 ? [{ name: say('source'), value: source }] : []),
    ...(trace.lanes[at].thread >= 0 ? [{ name: say('thread'), value: [threadPhrase(trace, trace.lanes[at].thread)] }] : []),
  ];
}

function threadFacts(index: TraceIndex, thread: number): Detail['facts'] {
  const { trace } = index;
  const { startNs, endNs, pid, threadId, exitCode, lost, complete, firstEvent, endEvent } = trace.threads[thread];
  const alive = (Number.isNaN(endNs) ? trace.header.durationNs : endNs) - startNs;
  const ran = totalWeight(index.threads[thread]);
  return [
    { name: 'pid', value: [{ text: `${pid} · ${say('thread {0}', String(threadId))}` }] },
    { name: say('alive'), value: [{ text: say('{0} from {1}', formatDuration(alive), formatInstant(startNs)) }] },
    { name: say('ran'), value: [{ text: say('{0}, {1} of its time', formatDuration(ran), formatPercent(alive > 0 ? ran / alive : 0)) }] },
    ...osThreadFacts(index, thread),
    { name: say('events'), value: [{ text: formatCount(endEvent - firstEvent) }] },
    ...(exitCode === null ? [] : [{ name: say('exit code'), value: [{ text: String(exitCode) }] }]),
    ...(lost > 0 ? [{ name: say('lost'), value: [{ text: formatCount(lost) }] }] : []),
    ...(complete ? [] : [{ name: say('end'), value: [{ text: say('its recording was cut off') }] }]),
  ];
}
