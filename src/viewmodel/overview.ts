// The overview of a trace: its title, its counts, how it ended, what is missing.

import { say } from '../layout/say.ts';
import type { TimelineFrame } from '../layout/timelineIndex.ts';
import type { Trace } from '../model/trace.ts';
import { codeOf, eventKinds, markKinds } from '../model/vocabulary.ts';
import type { Overview } from '../protocol/timelineSource.ts';
import { basename } from './words.ts';

export type Counts = Pick<Overview['counts'], 'tasks' | 'slices' | 'events' | 'messages'>;

export function countsOf({ tasks, slices, events, messages }: Trace): Counts {
  return { tasks: tasks.count, slices: slices.count, events: events.count, messages: messages.count };
}

/** @param trace - of one that has ended, all of it */
export function overviewOf(trace: TimelineFrame | Trace, counts: Counts, damage: string | null): Overview {
  const { header, lanes } = trace;
  const lanesOf = (kind: string): number => lanes.filter((lane) => lane.kind === kind).length;
  return {
    title: header.command.map(basename).join(' ') || header.run,
    startedAt: header.startedAt,
    level: header.level,
    durationNs: header.durationNs,
    counts: {
      ...counts,
      machines: lanesOf('machine'),
      processes: lanesOf('process'),
      threads: trace.threads.length,
      lost: header.lost,
      lostAtMost: header.lostAtMost,
    },
    isPart: false,
    ended: header.ended === null || !('events' in trace) ? null : endInWords(trace),
    failed: header.ended !== null && (header.ended.signal !== null || (header.ended.code ?? 0) !== 0),
    gaps: damage === null ? header.gaps : [say('The file is damaged: {0}.', damage), ...header.gaps],
  };
}

function endInWords(trace: Trace): string {
  const { ended } = trace.header;
  if (ended?.signal) return say('killed by {0}', ended.signal);
  const code = ended?.code ?? 0;
  if (code === 0) return say('ended normally');
  const error = uncaughtError(trace);
  return error === null ? say('exit code {0}', String(code)) : `${say('exit code {0}', String(code))}: ${error}`;
}

/** Text of the last uncaught error that the trace marks. */
function uncaughtError(trace: Trace): string | null {
  const { events, strings } = trace;
  const mark = codeOf(eventKinds, 'mark');
  const uncaught = codeOf(markKinds, 'uncaughtException');
  for (let event = events.count - 1; event >= 0; event--) {
    if (events.kind[event] === mark && events.detail[event] === uncaught) return strings[events.name[event]];
  }
  return null;
}
