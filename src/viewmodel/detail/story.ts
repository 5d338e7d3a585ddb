// Stories: a task's life from its creation on, and why a wait took as long as it did, one line a hop.

import { type CauseHop, whyWaited } from '../../analysis/waits.ts';
import { formatCount, formatDuration } from '../../layout/format.ts';
import { say, words } from '../../layout/say.ts';
import { taskStart } from '../../layout/taskGroup.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { durationOf, weightOf } from '../../layout/track.ts';
import { threadOfEvent } from '../../model/trace.ts';
import { type EventKind, eventKinds, outcomes, type TaskKind, taskKinds } from '../../model/vocabulary.ts';
import type { Detail, Phrase } from '../../protocol/timelineSource.ts';
import { sayPhrases } from '../sayPhrases.ts';
import { otherThread, sourcePhrases, taskPhrase, taskTitle } from '../words.ts';
import { messagePhrase } from './messageWords.ts';
import { whatFor } from './waitedFor.ts';

type Story = Detail['story'];
type Line = Story['lines'][number];

/** A longer life is told by its beginning and its end. */
const mostChapters = 120;

/** Times are since the task's creation. */
export function storyOfTask(index: TraceIndex, task: number): Story {
  const { slices, waits, tasks } = index.trace;
  const since = taskStart(index.trace, task);
  const line = (at: number, text: readonly Phrase[]): Line => ({ time: `+${formatDuration(at - since)}`, indent: 0, text });
  const lines: Line[] = [];
  let slice = tasks.firstSlice[task];
  let wait = tasks.firstWait[task];
  const total = tasks.firstSlice[task + 1] - slice + tasks.firstWait[task + 1] - wait;
  for (let told = 0; told < total; told++) {
    const sliceIsNext =
      wait === tasks.firstWait[task + 1] || (slice < tasks.firstSlice[task + 1] && slices.startNs.at(slice) <= waits.startNs.at(wait));
    const skipped = total > mostChapters && told >= mostChapters / 2 && told < total - mostChapters / 2;
    if (skipped && told === mostChapters / 2)
      lines.push({ time: '', indent: 0, text: [{ text: say('… {0} more', formatCount(total - mostChapters)) }] });
    if (!skipped)
      lines.push(
        sliceIsNext ? line(slices.startNs.at(slice), ranPhrases(index, slice)) : line(waits.startNs.at(wait), waitPhrases(index, wait)),
      );
    if (sliceIsNext) slice++;
    else wait++;
  }
  if (tasks.settledNs.at(task) >= 0) lines.push(line(tasks.settledNs.at(task), [{ text: say(outcomes[tasks.outcome[task]]) }]));
  return { title: say('The life of {0}', taskTitle(index, task)), lines };
}

function ranPhrases(index: TraceIndex, slice: number): Phrase[] {
  return [{ text: say('ran {0}', formatDuration(durationOf(index.slices, slice))), select: { kind: 'slice', index: slice } }];
}

function waitPhrases(index: TraceIndex, wait: number): Phrase[] {
  const { waits } = index.trace;
  const duration = formatDuration(durationOf(index.waits, wait));
  const text = Number.isNaN(waits.endNs.at(wait)) ? say('waits {0}', duration) : say('waited {0}', duration);
  const own: Phrase = { text, select: { kind: 'wait', index: wait } };
  return [own, { text: ' ' }, ...whatFor(index, wait), ...sourcePhrases(index.trace, waits.source[wait])];
}

/** The chain of causes, newest first. A wait's line has its length; where the chain enters another thread, a line has how long before the wake-up that was. */
export function storyOfWait(index: TraceIndex, wait: number): Story {
  const { waits, tasks } = index.trace;
  const duration = formatDuration(durationOf(index.waits, wait));
  const open = Number.isNaN(waits.endNs.at(wait));
  const lines: Line[] = [
    {
      time: duration,
      indent: 0,
      text: [
        ...sayPhrases(open ? words('waits {0}') : words('waited {0}'), whatFor(index, wait)),
        ...sourcePhrases(index.trace, waits.source[wait]),
      ],
    },
  ];
  const ready = weightOf(index.waits, wait);
  if (ready > 0)
    lines.push({ time: formatDuration(ready), indent: 1, text: [{ text: say('of it ready, while its thread ran something else') }] });
  let thread = tasks.thread[waits.task[wait]];
  const end = open ? index.trace.header.durationNs : waits.endNs.at(wait);
  const told = whyWaited(index.trace, wait).filter((hop) => !isPlumbing(index, hop, durationOf(index.waits, wait)));
  for (const [depth, hop] of told.entries()) {
    const time =
      hop.kind === 'wait' ? formatDuration(hop.durationNs) : hop.otherThread ? `−${formatDuration(Math.max(0, end - hop.timeNs))}` : '';
    lines.push({ time, indent: Math.min(depth + 1, deepestIndent), text: hopPhrases(index, hop, thread) });
    if (hop.kind === 'event') thread = threadOfEvent(index.trace, hop.event);
  }
  if (lines.length === 1 && waits.wokenBy[wait] < 0)
    lines.push({ time: '', indent: 1, text: [{ text: open ? say('nothing has ended it yet') : unrecordedEnd(index) }] });
  return { title: open ? say('Why does it wait {0}?', duration) : say('Why did it wait {0}?', duration), lines };
}

function unrecordedEnd({ trace }: TraceIndex): string {
  return trace.header.level === 'light' ? say('what ended it is recorded at the full level only') : say('what ended it is not recorded');
}

/** A tick's wait for its turn is told when it is at least this part of the whole. */
const worthTelling = 0.05;

/** Reactions and ticks that stand nowhere in the person's source pass on what others brought. */
function isPlumbing(index: TraceIndex, hop: CauseHop, wholeNs: number): boolean {
  const { tasks, events } = index.trace;
  if (hop.task < 0 || tasks.source[hop.task] !== 0 || !plumbing.has(taskKinds[tasks.kind[hop.task]])) return false;
  if (hop.kind === 'wait') return taskKinds[tasks.kind[hop.task]] === 'promise' || hop.durationNs < wholeNs * worthTelling;
  return !hop.otherThread && !messageEvents.has(eventKinds[events.kind[hop.event]]);
}

const plumbing: ReadonlySet<TaskKind> = new Set(['promise', 'tick', 'microtask']);
const messageEvents: ReadonlySet<EventKind> = new Set(['send', 'receive']);

/** Deeper chains would leave the panel. */
const deepestIndent = 8;

function hopPhrases(index: TraceIndex, hop: CauseHop, thread: number): Phrase[] {
  const { trace } = index;
  if (hop.kind === 'wait') {
    return [
      ...sayPhrases(
        '{0} {1} {2}',
        taskPhrase(index, hop.task),
        { text: say('itself waited'), select: { kind: 'wait', index: hop.wait } },
        whatFor(index, hop.wait),
      ),
      ...sourcePhrases(trace, hop.source),
    ];
  }
  return [...eventPhrases(index, hop.event), ...otherThread(trace, hop.event, thread), ...sourcePhrases(trace, hop.source)];
}

/** What an event did, as a clause: `fetchPage #3 fulfilled`, `the response 200 arrived`. */
export function eventPhrases(index: TraceIndex, event: number): Phrase[] {
  const { events, strings, tasks } = index.trace;
  const task = events.task[event];
  const subject: Phrase = task >= 0 ? taskPhrase(index, task) : { text: say('the runtime') };
  const name = strings[events.name[event]];
  const sent = index.messages.sentBy(event)[0] ?? -1;
  const message = sent >= 0 ? sent : (index.messages.receivedBy(event)[0] ?? -1);
  const what: Phrase =
    message >= 0 ? messagePhrase(index, message, sent >= 0 ? 'sender' : 'receiver') : { text: name === '' ? say('a message') : name };
  switch (eventKinds[events.kind[event]]) {
    case 'settle':
      return [
        subject,
        { text: ` ${say(task >= 0 && tasks.settleEvent[task] === event ? outcomes[tasks.outcome[task]] : words('settled'))}` },
      ];
    case 'send':
      return sayPhrases('{0} sent {1}', subject, what);
    case 'receive':
      return sayPhrases('{0} arrived', what);
    case 'create':
      return sayPhrases('{0} was created', subject);
    case 'wake':
      return sayPhrases('{0} ran', subject);
    case 'block':
      return sayPhrases('{0} began to wait', subject);
    case 'spawn':
      return sayPhrases('{0} started {1}', subject, name || say('a thread'));
    case 'start':
      return [{ text: say('the thread started') }];
    case 'exit':
      return [{ text: say('the thread ended') }];
    case 'join':
      return sayPhrases('{0} saw {1} end', subject, name || say('a thread'));
    case 'abort':
      return sayPhrases('{0} aborted', subject);
    case 'mark':
      return sayPhrases('{0} marked {1}', subject, name);
  }
}
