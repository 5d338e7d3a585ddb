// The detail of whatever is selected: what, where, how long, why, and its vector clock.

import { type ClockIndex, clockOf } from '../../analysis/clocks.ts';
import type { Finding } from '../../analysis/finding.ts';
import { say } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import { threadOfEvent } from '../../model/trace.ts';
import type { Detail, Selection } from '../../protocol/timelineSource.ts';
import { plainText, threadTitle } from '../words.ts';
import { describeCounter } from './describeCounter.ts';
import { describeEvent } from './describeEvent.ts';
import { findingFact } from './describeFinding.ts';
import { describeLane } from './describeLane.ts';
import { describeMessage } from './describeMessage.ts';
import { describeSpan } from './describeSpan.ts';
import { describeSlice, describeTask, describeWait } from './describeTask.ts';
import type { Description } from './description.ts';

export interface DetailContext {
  readonly index: TraceIndex;
  readonly clocks: ClockIndex;
  /** What went wrong with a thing; null when nothing did. */
  readonly findingOf: (selection: Selection) => Finding | null;
}

export function describe(context: DetailContext, selection: Selection): Detail {
  const { clockEvent, facts, ...rest } = descriptionOf(context.index, selection);
  const finding = context.findingOf(selection);
  const description = { ...rest, facts: finding === null ? facts : [findingFact(finding), ...facts] };
  const clock = clockEvent < 0 ? [] : clockRows(context, clockEvent);
  return { ...description, clock, plain: plainDetail(description, clock) };
}

function descriptionOf(index: TraceIndex, selection: Selection): Description {
  switch (selection.kind) {
    case 'task':
      return describeTask(index, selection.index);
    case 'slice':
      return describeSlice(index, selection.index);
    case 'wait':
      return describeWait(index, selection.index);
    case 'event':
      return describeEvent(index, selection.index);
    case 'message':
      return describeMessage(index, selection.index);
    case 'span':
      return describeSpan(index, selection.index);
    case 'lane':
      return describeLane(index, selection.index);
    case 'counter':
      return describeCounter(index, selection.index, selection.atNs);
    default:
      return assertUnreachable(selection);
  }
}

/** Own thread first, then the others by name; threads of which nothing happened before are left out, as in ShiViz. */
function clockRows({ index, clocks }: DetailContext, event: number): Detail['clock'] {
  const own = threadOfEvent(index.trace, event);
  const rows = Array.from(clockOf(clocks, event), (value, thread) => ({
    thread: threadTitle(index.trace, thread),
    value,
    own: thread === own,
  }));
  return rows.filter(({ value }) => value > 0).sort((a, b) => Number(b.own) - Number(a.own) || a.thread.localeCompare(b.thread));
}

function plainDetail(description: Omit<Description, 'clockEvent'>, clock: Detail['clock']): string {
  const lines = [description.title, description.kind];
  for (const { name, value } of description.facts) lines.push(`${name}: ${plainText(value)}`);
  if (clock.length > 0) lines.push(`${say('clock')}: ${clock.map(({ thread, value }) => `${thread} ${value}`).join(' · ')}`);
  if (description.story.lines.length > 0) lines.push('', description.story.title);
  for (const { time, indent, text } of description.story.lines) lines.push(`${'  '.repeat(indent)}${time}  ${plainText(text)}`);
  return lines.join('\n');
}
