// What a message says of itself: from where, to where, how long it took, and why an end is missing.

import { formatBytes, formatDuration, formatInstant } from '../../layout/format.ts';
import { say, words } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { threadOfEvent } from '../../model/trace.ts';
import { type OneEndReason, oneEndReasons } from '../../model/vocabulary.ts';
import type { Detail, Phrase } from '../../protocol/timelineSource.ts';
import { sliceAt } from '../neighbour.ts';
import { sayPhrases } from '../sayPhrases.ts';
import { messageTitle, taskPhrase, threadPhrase, transportWord } from '../words.ts';
import { type Description, noStory } from './description.ts';

const whyOneEnded: Readonly<Record<OneEndReason, string>> = {
  none: '',
  inFlight: words('it was still on its way when the run ended'),
  peerNotTraced: words('the peer was not traced'),
  closed: words('the receiving end was closed, or nobody listened'),
  ambiguous: words('several senders fit'),
  lost: words('the records of the other end are missing'),
};

export function describeMessage(index: TraceIndex, message: number): Description {
  const { messages } = index.trace;
  const receive = messages.receive[message];
  return {
    title: messageTitle(index.trace, message),
    kind: say('selected · {0}', say('{0} message', transportWord(messages.transport[message]))),
    facts: factsOf(index, message),
    story: noStory,
    clockEvent: receive >= 0 ? receive : messages.send[message],
    messages: [message],
  };
}

function factsOf(index: TraceIndex, message: number): Detail['facts'] {
  const { messages, strings } = index.trace;
  const { sentNs, receivedNs } = index.messages;
  const latency = receivedNs.at(message) - sentNs.at(message);
  const reason = whyOneEnded[oneEndReasons[messages.reason[message]]];
  const peer = strings[messages.peer[message]];
  return [
    { name: say('sent'), value: endPhrases(index, messages.send[message]) },
    { name: say('received'), value: endPhrases(index, messages.receive[message]) },
    ...(Number.isNaN(latency) ? [] : [{ name: say('took'), value: [{ text: formatDuration(latency) }] }]),
    ...(messages.bytes[message] >= 0 ? [{ name: say('size'), value: [{ text: formatBytes(messages.bytes[message]) }] }] : []),
    ...(peer === '' ? [] : [{ name: say('peer'), value: [{ text: peer }] }]),
    ...(reason === '' ? [] : [{ name: say('one end'), value: [{ text: say(reason) }] }]),
  ];
}

function endPhrases(index: TraceIndex, event: number): Phrase[] {
  if (event < 0) return [{ text: say('not traced') }];
  const { trace } = index;
  const at = formatInstant(trace.events.timeNs.at(event));
  const slice = sliceAt(index, event);
  const time: Phrase = slice === null ? { text: at } : { text: at, select: slice };
  const task = trace.events.task[event];
  const thread = threadPhrase(trace, threadOfEvent(trace, event));
  return task >= 0 ? sayPhrases('{0} by {1} in {2}', time, taskPhrase(index, task), thread) : sayPhrases('{0} by {1}', time, thread);
}
