// What a point of a thread says of itself: a mark, a send, a spawn.

import { formatCount, formatInstant } from '../../layout/format.ts';
import { say } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { sequenceOfEvent, threadOfEvent } from '../../model/trace.ts';
import { eventKinds, markKinds } from '../../model/vocabulary.ts';
import type { Detail } from '../../protocol/timelineSource.ts';
import { sourcePhrases, taskPhrase, threadPhrase } from '../words.ts';
import { type Description, noStory } from './description.ts';
import { eventPhrases, storyOfTask } from './story.ts';

export function describeEvent(index: TraceIndex, event: number): Description {
  const { events, strings } = index.trace;
  const kind = eventKinds[events.kind[event]];
  const word = say(kind === 'mark' ? markKinds[events.detail[event]] : kind);
  return {
    title: strings[events.name[event]] || word,
    kind: say('selected · {0}', word),
    facts: factsOf(index, event),
    story: events.task[event] < 0 ? noStory : storyOfTask(index, events.task[event]),
    clockEvent: event,
    messages: [...index.messages.sentBy(event), ...index.messages.receivedBy(event)],
  };
}

function factsOf(index: TraceIndex, event: number): Detail['facts'] {
  const { trace } = index;
  const task = trace.events.task[event];
  const cause = trace.events.cause[event];
  const source = sourcePhrases(trace, trace.events.source[event], '');
  return [
    { name: say('time'), value: [{ text: formatInstant(trace.events.timeNs.at(event)) }] },
    {
      name: say('thread'),
      value: [
        threadPhrase(trace, threadOfEvent(trace, event)),
        { text: ` · ${say('event {0}', formatCount(sequenceOfEvent(trace, event)))}` },
      ],
    },
    ...(task >= 0 ? [{ name: say('task'), value: [taskPhrase(index, task)] }] : []),
    ...(source.length > 0 ? [{ name: say('source'), value: source }] : []),
    ...(cause >= 0 ? [{ name: say('because'), value: eventPhrases(index, cause) }] : []),
  ];
}
