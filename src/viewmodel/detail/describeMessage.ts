// What a message says of itself: from where, to where, how long it took, and why an end is missing.

import { formatBytes, formatDuration, formatInstant } from '../../layout/format.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { threadOfEvent } from '../../model/trace.ts';
import { type OneEndReason, oneEndReasons } from '../../model/vocabulary.ts';
import type { Detail, Phrase } from '../../protocol/timelineSource.ts';
import { sliceAt } from '../neighbour.ts';
import { messageTitle, taskPhrase, threadPhrase, transportWord } from '../words.ts';
import { type Description, noStory } from './description.ts';

const whyOneEnded: Readonly<Record<OneEndReason, string>> = {
  none: '',
  inFlight: 'it was still on its way when the run ended',
  peerNotTraced: 'the peer was not traced',
  closed: 'the receiving end was closed, or nobody listened',
  ambiguous: 'several senders fit',
  lost: "the other end's records are missing",
};

export function describeMessage(index: TraceIndex, message: number): Description {
  const { messages } = index.trace;
  const receive = messages.receive[message];
  return {
    title: messageTitle(index.trace, message),
    kind: `selected · ${transportWord(messages.transport[message])} message`,
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
    { name: 'sent', value: endPhrases(index, messages.send[message]) },
    { name: 'received', value: endPhrases(index, messages.receive[message]) },
    ...(Number.isNaN(latency) ? [] : [{ name: 'took', value: [{ text: formatDuration(latency) }] }]),
    ...(messages.bytes[message] >= 0 ? [{ name: 'size', value: [{ text: formatBytes(messages.bytes[message]) }] }] : []),
    ...(peer === '' ? [] : [{ name: 'peer', value: [{ text: peer }] }]),
    ...(reason === '' ? [] : [{ name: 'one end', value: [{ text: reason }] }]),
  ];
}

function endPhrases(index: TraceIndex, event: number): Phrase[] {
  if (event < 0) return [{ text: 'not traced' }];
  const { trace } = index;
  const at = formatInstant(trace.events.timeNs.at(event));
  const slice = sliceAt(index, event);
  const time: Phrase = slice === null ? { text: at } : { text: at, select: slice };
  const task = trace.events.task[event];
  return [
    time,
    { text: ' by ' },
    ...(task >= 0 ? [taskPhrase(index, task), { text: ' in ' }] : []),
    threadPhrase(trace, threadOfEvent(trace, event)),
  ];
}
