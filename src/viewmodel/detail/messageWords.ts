// What a message is called by the thread at one of its ends: "the response 200", "a message from reader 1".

import { say } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { type Trace, threadOfEvent } from '../../model/trace.ts';
import { codeOf, transports } from '../../model/vocabulary.ts';
import type { Phrase } from '../../protocol/timelineSource.ts';
import { threadTitle, transportWord } from '../words.ts';

const atomics = codeOf(transports, 'atomics');

/** @param end - whose words they are */
export function messagePhrase(index: TraceIndex, message: number, end: 'sender' | 'receiver'): Phrase {
  return { text: messageWords(index, message, end), select: { kind: 'message', index: message } };
}

/** HTTP responses are named by their status. */
function messageWords({ trace }: TraceIndex, message: number, end: 'sender' | 'receiver'): string {
  const { messages, strings } = trace;
  if (messages.transport[message] === atomics) return say('the wake-up');
  const name = strings[messages.name[message]];
  if (/^\d{3}$/.test(name)) return say('the response {0}', name);
  if (/^[A-Z]+ \//.test(name)) return say('the request {0}', name);
  if (name !== '') return say('the message {0}', name);
  const [own, other] = end === 'sender' ? [messages.send, messages.receive] : [messages.receive, messages.send];
  const whom = other[message] < 0 ? strings[messages.peer[message]] : nameFrom(trace, other[message], own[message]);
  if (whom === '') return say('a message over {0}', transportWord(messages.transport[message]));
  return end === 'sender' ? say('a message to {0}', whom) : say('a message from {0}', whom);
}

/** The thread of one event as another would call it: by its own name within a process, a process's main thread by its process. */
function nameFrom(trace: Trace, event: number, from: number): string {
  const { lanes, threads } = trace;
  const thread = threadOfEvent(trace, event);
  const lane = lanes[threads[thread].lane];
  const isNear = from >= 0 && lanes[threads[threadOfEvent(trace, from)].lane].parent === lane.parent;
  if (isNear) return lane.name;
  return lane.threadId === 0 && lane.parent >= 0 ? lanes[lane.parent].name : threadTitle(trace, thread);
}
