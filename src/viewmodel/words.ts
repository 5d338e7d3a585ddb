// How things of a trace are called in a sentence, each as a text that leads to it.

import { formatCount } from '../layout/format.ts';
import { say } from '../layout/say.ts';
import { taskName } from '../layout/taskGroup.ts';
import type { TraceIndex } from '../layout/traceIndex.ts';
import { type Trace, threadOfEvent } from '../model/trace.ts';
import { taskKinds, transports } from '../model/vocabulary.ts';
import type { Phrase, SourcePlace } from '../protocol/timelineSource.ts';
import { sayPhrases } from './sayPhrases.ts';

/** The last part of a path or URL. */
export function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;
}

/** A row of the source table; null for "none". */
export function sourcePlace(trace: Trace, source: number): SourcePlace | null {
  if (source === 0) return null;
  const { file, line, column } = trace.sources;
  return { file: trace.strings[file[source]], line: line[source], column: column[source] };
}

/** `crawler.ts:52`, a link to the line; nothing when the place is not known. */
export function sourcePhrases(trace: Trace, source: number, before: string = ' '): Phrase[] {
  const place = sourcePlace(trace, source);
  if (place === null) return [];
  const link = { text: `${basename(place.file)}:${place.line}`, source: place };
  return before === '' ? [link] : [{ text: before }, link];
}

/** `fetchPage #12`: the task's name and its number within its function on its thread; a name alone when it is the only one. */
export function taskTitle(index: TraceIndex, task: number): string {
  const name = taskName(index.trace, task) || taskWord(index.trace.tasks.kind[task]);
  const group = index.groups.get(index.trace.tasks.group[task]);
  return group === undefined || group.tasks === 1 ? name : `${name} #${formatCount(task - group.firstTask + 1)}`;
}

/** A kind of task in the person's words. */
export function taskWord(code: number): string {
  return say(taskKinds[code]);
}

export function taskPhrase(index: TraceIndex, task: number): Phrase {
  return { text: taskTitle(index, task), select: { kind: 'task', index: task } };
}

/** `crawler ▸ main`: a thread with its process. */
export function threadTitle(trace: Trace, thread: number): string {
  const lane = trace.lanes[trace.threads[thread].lane];
  const process = lane.parent < 0 ? undefined : trace.lanes[lane.parent];
  return process === undefined ? lane.name : `${process.name} ▸ ${lane.name}`;
}

export function threadPhrase(trace: Trace, thread: number): Phrase {
  return { text: threadTitle(trace, thread), select: { kind: 'lane', index: trace.threads[thread].lane } };
}

/** `GET /item/17` over HTTP, or the transport's own word for a message without a name. */
export function messageTitle(trace: Trace, message: number): string {
  const { messages, strings } = trace;
  return strings[messages.name[message]] || say('{0} message', transportWord(messages.transport[message]));
}

/** A transport as people write it. */
export function transportWord(code: number): string {
  const transport = transports[code];
  const words: Readonly<Record<string, string>> = {
    messagePort: 'MessagePort',
    broadcastChannel: 'BroadcastChannel',
    ipc: 'IPC',
    ipcInternal: say('internal IPC'),
    tcp: 'TCP',
    http: 'HTTP',
    unix: say('Unix socket'),
    udp: 'UDP',
    tls: 'TLS',
    http2: 'HTTP/2',
    websocket: 'WebSocket',
    atomics: 'Atomics',
    workerStdio: say('worker stream'),
    workerMessage: 'postMessageToThread',
  };
  return words[transport] ?? transport;
}

/** The thread of an event, when it is another than the one at hand. */
export function otherThread(trace: Trace, event: number, thread: number): Phrase[] {
  const own = threadOfEvent(trace, event);
  return own === thread ? [] : [{ text: ' ' }, ...sayPhrases('in {0}', threadPhrase(trace, own))];
}

export function plainText(phrases: readonly Phrase[]): string {
  return phrases.map(({ text }) => text).join('');
}
