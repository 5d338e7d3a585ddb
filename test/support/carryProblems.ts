// The law of carrying: what is selected in a trace is the same thing in the trace grown, and no two things become one.

import { sequenceOfEvent, type Trace, threadOfEvent } from '../../src/model/trace.ts';
import { type Transport, transports } from '../../src/model/vocabulary.ts';
import type { Selection } from '../../src/protocol/timelineSource.ts';

const tables = {
  task: (trace: Trace) => trace.tasks.count,
  slice: (trace: Trace) => trace.slices.count,
  wait: (trace: Trace) => trace.waits.count,
  event: (trace: Trace) => trace.events.count,
  message: (trace: Trace) => trace.messages.count,
  span: (trace: Trace) => trace.spans.count,
  lane: (trace: Trace) => trace.lanes.length,
} as const;
type Kind = keyof typeof tables;

const streams: ReadonlySet<Transport> = new Set(['tcp', 'http', 'unix', 'pipe']);

/** What breaks the law for any thing of `before`, one sentence each. `carry`: from a selection in it to what it is in `after`. */
export function carryProblems(before: Trace, after: Trace, carry: (held: Selection) => Selection | null): readonly string[] {
  return (Object.keys(tables) as Kind[]).flatMap((kind) => {
    const selections = Array.from({ length: tables[kind](before) }, (_, index) => carry({ kind, index } as Selection));
    const problems = selections.flatMap((found, index) => {
      const was = describe(before, kind, index);
      if (found === null)
        return isForeignExit(before, kind, index) || isHalfOfStream(before, kind, index) ? [] : [`${kind} ${index} (${was}) is lost`];
      const is = kind === 'message' ? messageAsBefore(before, index, after, found.index) : describe(after, kind, found.index);
      return is === was || isForeignExit(before, kind, index) ? [] : [`${kind} ${index} was ${was} and became ${is}`];
    });
    const seen = new Map<number, number>();
    for (const [index, found] of selections.entries()) {
      if (found === null) continue;
      const other = seen.get(found.index);
      if (other !== undefined && !(kind === 'message' && areHalves(before, other, index)))
        problems.push(`${kind} ${other} and ${index} became one: ${describe(before, kind, other)}, ${describe(before, kind, index)}`);
      seen.set(found.index, index);
    }
    return problems;
  });
}

/** A send whose receive was not known and a receive whose send was not known may turn out to be one message. */
function areHalves({ messages: { send, receive } }: Trace, one: number, other: number): boolean {
  return (send[one]! < 0 && receive[other]! < 0) || (receive[one]! < 0 && send[other]! < 0);
}

/** All that never changes about a thing, however the trace grows. */
function describe(trace: Trace, kind: Kind, index: number): string {
  const { tasks, slices, waits, events, messages, spans, strings } = trace;
  switch (kind) {
    case 'task':
      return [
        lane(trace, tasks.group[index]!),
        strings[tasks.name[index]!],
        tasks.createdNs.at(index),
        event(trace, tasks.createEvent[index]!),
      ].join();
    case 'slice':
      return `${describe(trace, 'task', slices.task[index]!)} ran ${slices.startNs.at(index)} depth ${slices.depth[index]}`;
    case 'wait':
      return `${describe(trace, 'task', waits.task[index]!)} waited ${waits.startNs.at(index)} reason ${waits.reason[index]}`;
    case 'event':
      return `${event(trace, index)} at ${events.timeNs.at(index)}`;
    case 'message':
      return messageEnd(trace, index, messages.send[index]! >= 0);
    case 'span':
      return [trace.threads[spans.thread[index]!]!.threadId, spans.kind[index], spans.startNs.at(index), spans.endNs.at(index)].join();
    case 'lane':
      return lane(trace, index);
  }
}

/** By the end that it had before: the other may have come since. */
function messageAsBefore(before: Trace, index: number, after: Trace, found: number): string {
  return messageEnd(after, found, before.messages.send[index]! >= 0);
}

function messageEnd(trace: Trace, index: number, bySend: boolean): string {
  const { send, receive } = trace.messages;
  return `${bySend ? 'from' : 'to'} ${event(trace, (bySend ? send : receive)[index]!)}`;
}

/** Without names: those of processes change when a second one of the same name comes. */
function lane(trace: Trace, index: number): string {
  const { kind, pid, threadId, source, name } = trace.lanes[index]!;
  return [kind, pid, threadId, kind === 'taskGroup' ? `${name} ${trace.sources.line[source]}` : ''].join(' ');
}

function event(trace: Trace, index: number): string {
  if (index < 0) return 'none';
  const { pid, threadId } = trace.threads[threadOfEvent(trace, index)]!;
  return `${pid}:${threadId}:${sequenceOfEvent(trace, index)}`;
}

/** Which reads of a byte stream complete a message is certain only when its sender is known. */
function isHalfOfStream({ messages }: Trace, kind: Kind, index: number): boolean {
  return kind === 'message' && messages.send[index]! < 0 && streams.has(transports[messages.transport[index]!]!);
}

/** The exit of a thread that another told of: it goes when the thread's own records go on, and moves to the time of the thread's own end. */
function isForeignExit(trace: Trace, kind: Kind, index: number): boolean {
  return kind === 'event' && trace.events.task[index] === -1;
}
