// What a span says of itself: a pause for garbage, a stall, a measure of the program, a gap in the recording.

import { formatDuration, formatInstant } from '../../layout/format.ts';
import { endOfSpan } from '../../layout/gatherSpans.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { type SpanKind, spanKinds } from '../../model/vocabulary.ts';
import { taskPhrase, threadPhrase } from '../words.ts';
import { type Description, noStory } from './description.ts';
import { processorFacts } from './machineFacts.ts';
import { storyOfTask } from './story.ts';

const words: Readonly<Record<SpanKind, string>> = {
  'performance.measure': 'measure of the program',
  gc: 'garbage collection',
  stall: 'stall of the event loop',
  leftOut: 'gap in the recording',
};

export function describeSpan(index: TraceIndex, span: number): Description {
  const { spans, strings } = index.trace;
  const word = words[spanKinds[spans.kind[span]]];
  const task = spans.task[span];
  return {
    title: strings[spans.name[span]] || word,
    kind: `selected · ${word}`,
    facts: [
      {
        name: 'took',
        value: [
          { text: `${formatDuration(endOfSpan(index, span) - spans.startNs.at(span))} from ${formatInstant(spans.startNs.at(span))}` },
        ],
      },
      ...processorFacts(index, spans.thread[span], spans.startNs.at(span), endOfSpan(index, span)),
      { name: 'thread', value: [threadPhrase(index.trace, spans.thread[span])] },
      ...(task >= 0 ? [{ name: 'task', value: [taskPhrase(index, task)] }] : []),
    ],
    story: task >= 0 ? storyOfTask(index, task) : noStory,
    clockEvent: -1,
    messages: [],
  };
}
