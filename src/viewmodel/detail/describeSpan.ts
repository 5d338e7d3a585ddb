// What a span says of itself: a pause for garbage, a stall, a measure of the program, a gap in the recording.

import { formatDuration, formatInstant } from '../../layout/format.ts';
import { endOfSpan } from '../../layout/gatherSpans.ts';
import { say, words } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { type SpanKind, spanKinds } from '../../model/vocabulary.ts';
import { taskPhrase, threadPhrase } from '../words.ts';
import { type Description, noStory } from './description.ts';
import { processorFacts } from './machineFacts.ts';
import { storyOfTask } from './story.ts';

const spanWords: Readonly<Record<SpanKind, string>> = {
  'performance.measure': words('measure of the program'),
  gc: words('garbage collection'),
  stall: words('stall of the event loop'),
  leftOut: words('gap in the recording'),
};

export function describeSpan(index: TraceIndex, span: number): Description {
  const { spans, strings } = index.trace;
  const word = say(spanWords[spanKinds[spans.kind[span]]]);
  const task = spans.task[span];
  return {
    title: strings[spans.name[span]] || word,
    kind: say('selected · {0}', word),
    facts: [
      {
        name: say('took'),
        value: [
          {
            text: say(
              '{0} from {1}',
              formatDuration(endOfSpan(index, span) - spans.startNs.at(span)),
              formatInstant(spans.startNs.at(span)),
            ),
          },
        ],
      },
      ...processorFacts(index, spans.thread[span], spans.startNs.at(span), endOfSpan(index, span)),
      { name: say('thread'), value: [threadPhrase(index.trace, spans.thread[span])] },
      ...(task >= 0 ? [{ name: say('task'), value: [taskPhrase(index, task)] }] : []),
    ],
    story: task >= 0 ? storyOfTask(index, task) : noStory,
    clockEvent: -1,
    messages: [],
  };
}
