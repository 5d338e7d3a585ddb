// What a wait was for, in plain words: "waited 38.4 ms for the response 200".

import { wakerOf, whyWaited } from '../../analysis/waits.ts';
import { formatDuration } from '../../layout/format.ts';
import { say } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { durationOf } from '../../layout/track.ts';
import { aggregateOfWait, threadOfEvent } from '../../model/trace.ts';
import { codeOf, eventKinds, taskKinds, waitReasons } from '../../model/vocabulary.ts';
import type { Phrase } from '../../protocol/timelineSource.ts';
import { sayPhrases } from '../sayPhrases.ts';
import { sourcePhrases, taskPhrase, threadPhrase } from '../words.ts';
import { aggregatePhrases } from './aggregateWords.ts';
import { messagePhrase } from './messageWords.ts';

const abort = codeOf(eventKinds, 'abort');
const receive = codeOf(eventKinds, 'receive');
const timer = codeOf(taskKinds, 'timer');
const interval = codeOf(taskKinds, 'interval');
const immediate = codeOf(taskKinds, 'immediate');
const io = codeOf(taskKinds, 'io');

/** `38.4 ms for the response 200 crawler.ts:52` */
export function waitedPhrases(index: TraceIndex, wait: number): Phrase[] {
  const { waits } = index.trace;
  return [
    ...sayPhrases('{0} {1}', formatDuration(durationOf(index.waits, wait)), whatFor(index, wait)),
    ...sourcePhrases(index.trace, waits.source[wait]),
  ];
}

/** Names the message, the task or the timer that ended the wait; else what kind of wait it was. */
export function whatFor(index: TraceIndex, wait: number): Phrase[] {
  const { trace } = index;
  const { reason, awaited, task } = trace.waits;
  if (waitReasons[reason[wait]] === 'Atomics.wait') return asleepPhrases(index, wait);
  const aggregate = aggregateOfWait(trace, wait);
  if (aggregate >= 0) return aggregatePhrases(index, aggregate);
  const message = messageThatWoke(index, wait);
  if (message >= 0) return sayPhrases('for {0}', messagePhrase(index, message, 'receiver'));
  if (waitReasons[reason[wait]] === 'start' || waitReasons[reason[wait]] === 'next')
    return [{ text: ownStart(trace.tasks.kind[task[wait]]) }];
  if (awaited[wait] >= 0) return sayPhrases('for {0}', taskPhrase(index, awaited[wait]));
  const waker = wakerOf(trace, wait);
  const wakingTask = waker < 0 ? -1 : trace.events.task[waker];
  if (wakingTask >= 0 && trace.events.kind[waker] === abort) return sayPhrases('until {0} aborted it', taskPhrase(index, wakingTask));
  if (wakingTask >= 0 && wakingTask !== task[wait]) return sayPhrases('for {0}', taskPhrase(index, wakingTask));
  if (Number.isNaN(trace.waits.endNs.at(wait))) return sayPhrases('at {0}, and nothing has ended it', waitReasons[reason[wait]]);
  return sayPhrases('at {0}', waitReasons[reason[wait]]);
}

/** A thread that sleeps on shared memory: `in Atomics.wait, until release #4 notified it`. */
function asleepPhrases(index: TraceIndex, wait: number): Phrase[] {
  const { waits, events } = index.trace;
  const own = { text: say('in Atomics.wait') };
  if (Number.isNaN(waits.endNs.at(wait))) return sayPhrases('{0}, and nothing has woken it', own);
  if (waits.wokenBy[wait] < 0) return sayPhrases('{0}, and was not notified', own);
  const notify = events.cause[waits.wokenBy[wait]];
  if (notify < 0) return sayPhrases('{0} until it was notified', own);
  const waker = wakerOf(index.trace, wait);
  const task = waker < 0 ? -1 : events.task[waker];
  // Code that is no function's, such as a worker's top level while Node loads it, is known by its thread.
  const who = task < 0 ? threadPhrase(index.trace, threadOfEvent(index.trace, notify)) : taskPhrase(index, task);
  return sayPhrases('{0} until {1} notified it', own, who);
}

function ownStart(kind: number): string {
  if (kind === timer) return say('for its timer');
  if (kind === interval) return say('for the next turn of its interval');
  if (kind === immediate) return say('for the next turn of the loop');
  return kind === io ? say('for input or output') : say('for its turn');
}

/** The last message that arrived on the way to the wake-up, within the wait; −1 when there was none. */
function messageThatWoke(index: TraceIndex, wait: number): number {
  const { trace } = index;
  for (const hop of whyWaited(trace, wait)) {
    if (hop.kind === 'wait') continue;
    if (hop.timeNs < trace.waits.startNs.at(wait)) return -1;
    if (trace.events.kind[hop.event] === receive) return index.messages.receivedBy(hop.event)[0] ?? -1;
  }
  return -1;
}
