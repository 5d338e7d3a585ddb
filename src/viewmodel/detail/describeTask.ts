// What a task, one of its slices or one of its waits says of itself.

import { formatCount, formatDuration, formatInstant } from '../../layout/format.ts';
import { say, sayQuantity, words } from '../../layout/say.ts';
import { taskEnd, taskStart } from '../../layout/taskGroup.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { durationOf, weightOf } from '../../layout/track.ts';
import { outcomes } from '../../model/vocabulary.ts';
import type { Detail, Phrase } from '../../protocol/timelineSource.ts';
import { sayPhrases } from '../sayPhrases.ts';
import { sourcePhrases, taskPhrase, taskTitle, taskWord, threadPhrase } from '../words.ts';
import type { Description } from './description.ts';
import { processorFacts } from './machineFacts.ts';
import { endsOfSlice, messagesOfTask, type SliceEnds } from './sliceEnds.ts';
import { storyOfTask, storyOfWait } from './story.ts';
import { waitedPhrases } from './waitedFor.ts';

type Facts = Detail['facts'][number][];

export function describeTask(index: TraceIndex, task: number): Description {
  const { tasks } = index.trace;
  return {
    title: taskTitle(index, task),
    kind: say('selected · {0}', taskWord(tasks.kind[task])),
    facts: taskFacts(index, task),
    story: storyOfTask(index, task),
    clockEvent: tasks.createEvent[task],
    messages: messagesOfTask(index, task),
  };
}

export function describeSlice(index: TraceIndex, slice: number): Description {
  const { slices, tasks } = index.trace;
  const task = slices.task[slice];
  const ends = endsOfSlice(index, slice);
  const before = waitBefore(index, slice);
  const facts: Facts = [
    {
      name: say('this slice'),
      value: [{ text: say('{0} from {1}', formatDuration(durationOf(index.slices, slice)), formatInstant(slices.startNs.at(slice))) }],
    },
    ...processorFacts(index, tasks.thread[task], slices.startNs.at(slice), slices.startNs.at(slice) + durationOf(index.slices, slice)),
    ...messageFacts(index, ends),
    ...taskFacts(index, task),
  ];
  return {
    title: taskTitle(index, task),
    kind: say(
      'selected · {0}',
      say(
        'slice {0} of {1}',
        formatCount(slice - tasks.firstSlice[task] + 1),
        formatCount(tasks.firstSlice[task + 1] - tasks.firstSlice[task]),
      ),
    ),
    facts,
    story: before < 0 ? storyOfTask(index, task) : storyOfWait(index, before),
    clockEvent: ends.firstEvent,
    messages: ends.messages,
  };
}

export function describeWait(index: TraceIndex, wait: number): Description {
  const { waits, events } = index.trace;
  const task = waits.task[wait];
  const open = Number.isNaN(waits.endNs.at(wait));
  const ready = weightOf(index.waits, wait);
  const duration = formatDuration(durationOf(index.waits, wait));
  const facts: Facts = [
    { name: open ? say('waits') : say('waited'), value: waitedPhrases(index, wait) },
    { name: say('from'), value: [{ text: formatInstant(waits.startNs.at(wait)) }] },
    { name: say('until'), value: [{ text: open ? say('the end of the trace') : formatInstant(waits.endNs.at(wait)) }] },
  ];
  if (ready > 0)
    facts.push({ name: say('ready'), value: [{ text: say('{0} before it ran: its thread was busy', formatDuration(ready)) }] });
  facts.push(...taskFacts(index, task));
  const woken = waits.wokenBy[wait];
  return {
    title: open ? say('{0} waits {1}', taskTitle(index, task), duration) : say('{0} waited {1}', taskTitle(index, task), duration),
    kind: say('selected · {0}', say('wait of task')),
    facts,
    story: storyOfWait(index, wait),
    clockEvent: woken,
    messages: woken < 0 || events.task[woken] < 0 ? [] : messagesOfTask(index, events.task[woken]),
  };
}

/** The wait that ended where a slice began; −1 when it is the task's first. */
function waitBefore(index: TraceIndex, slice: number): number {
  const { slices, tasks, waits } = index.trace;
  const task = slices.task[slice];
  let found = -1;
  for (let wait = tasks.firstWait[task]; wait < tasks.firstWait[task + 1] && waits.startNs.at(wait) <= slices.startNs.at(slice); wait++) {
    if (waits.endNs.at(wait) === slices.startNs.at(slice)) found = wait;
  }
  return found;
}

function taskFacts(index: TraceIndex, task: number): Facts {
  const { tasks, trace } = { tasks: index.trace.tasks, trace: index.trace };
  const facts: Facts = [{ name: say('task'), value: [taskPhrase(index, task), { text: ` · ${taskWord(tasks.kind[task])}` }] }];
  const source = sourcePhrases(trace, tasks.source[task], '');
  if (source.length > 0) facts.push({ name: say('source'), value: source });
  facts.push({ name: say('thread'), value: [threadPhrase(trace, tasks.thread[task])] });
  facts.push(
    { name: say('ran'), value: [{ text: ranText(index, task) }] },
    { name: say('waited'), value: [{ text: waitedText(index, task) }] },
  );
  facts.push(
    { name: say('lived'), value: [{ text: livedText(index, task) }] },
    { name: say('outcome'), value: [{ text: say(outcomes[tasks.outcome[task]]) }] },
  );
  if (tasks.parent[task] >= 0) facts.push({ name: say('created by'), value: [taskPhrase(index, tasks.parent[task])] });
  const last = tasks.firstWait[task + 1] - 1;
  const waitsNow = last >= tasks.firstWait[task] && Number.isNaN(trace.waits.endNs.at(last));
  if (waitsNow) facts.push({ name: say('now waits'), value: waitedPhrases(index, last) });
  return facts;
}

function ranText(index: TraceIndex, task: number): string {
  const { firstSlice } = index.trace.tasks;
  let ran = 0;
  for (let slice = firstSlice[task]; slice < firstSlice[task + 1]; slice++) ran += durationOf(index.slices, slice);
  return say('{0} in {1}', formatDuration(ran), sayQuantity(firstSlice[task + 1] - firstSlice[task], 'slice', 'slices'));
}

function waitedText(index: TraceIndex, task: number): string {
  const { firstWait } = index.trace.tasks;
  let waited = 0;
  let ready = 0;
  for (let wait = firstWait[task]; wait < firstWait[task + 1]; wait++) {
    waited += durationOf(index.waits, wait);
    ready += weightOf(index.waits, wait);
  }
  return ready > 0 ? say('{0} · of it ready {1}', formatDuration(waited), formatDuration(ready)) : formatDuration(waited);
}

function livedText(index: TraceIndex, task: number): string {
  const start = taskStart(index.trace, task);
  const end = index.trace.tasks.outcome[task] === pending ? endOfPending(index) : taskEnd(index.trace, task);
  return say('{0} from {1}', formatDuration(end - start), formatInstant(start));
}

const pending = outcomes.indexOf('pending');

function endOfPending(index: TraceIndex): number {
  return index.trace.header.durationNs;
}

function messageFacts(index: TraceIndex, ends: SliceEnds): Facts {
  const list = (name: string, messages: readonly number[], phrases: (message: number) => Phrase[]): Facts =>
    messages.slice(0, mostListed).map((message) => ({ name, value: phrases(message) }));
  const { trace } = index;
  const end = (message: number, event: number, sentence: string): Phrase[] => {
    const text = trace.strings[trace.messages.name[message]] || say('message');
    const link: Phrase = { text, select: { kind: 'message', index: message } };
    if (event < 0) return sayPhrases(sentence, link, trace.strings[trace.messages.peer[message]] || say('an untraced peer'));
    const task = trace.events.task[event];
    return sayPhrases(sentence, link, task >= 0 ? taskPhrase(index, task) : say('another thread'));
  };
  return [
    ...list(say('received'), ends.received, (message) => end(message, trace.messages.send[message], words('{0} from {1}'))),
    ...list(say('sent'), ends.sent, (message) => end(message, trace.messages.receive[message], words('{0} to {1}'))),
  ];
}

/** A slice with more messages than this names only the first. */
const mostListed = 5;
