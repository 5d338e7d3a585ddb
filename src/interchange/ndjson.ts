// A trace as lines of JSON: the export that scripts read. The fields are those of docs/format.md.

import { formatVersion } from '../model/container.ts';
import type { Trace, TraceHeader } from '../model/trace.ts';
import {
  aggregateModes,
  counterKinds,
  eventKinds,
  markKinds,
  oneEndReasons,
  outcomes,
  spanKinds,
  taskKinds,
  transports,
  waitReasons,
} from '../model/vocabulary.ts';
import { eventsByTime } from './eventsByTime.ts';
import { NdjsonText } from './ndjsonText.ts';

/**
 * Yields the export line by line, each with its line break: the trace, lanes (parents first), tasks, slices, waits, events by
 * time with their vector clocks, messages, spans, counters. O(events × threads that an event's past reaches).
 */
export function* exportNdjson(trace: Trace): Generator<string, void> {
  const text = new NdjsonText(trace);
  yield traceLine(trace.header);
  yield* laneLines(trace);
  yield* taskLines(trace, text);
  yield* sliceLines(trace, text);
  yield* waitLines(trace, text);
  yield* eventLines(trace, text);
  yield* messageLines(trace, text);
  yield* spanLines(trace, text);
  yield* counterLines(trace, text);
}

function traceLine(header: TraceHeader): string {
  const { startedAt, durationNs, clockErrorNs, lost, lostAtMost, leftOut, command, cwd, level, ended, gaps } = header;
  const losses = lost === lostAtMost ? { lost } : { lostAtMost };
  const times = { durationNs: Math.round(durationNs), clockErrorNs: Math.round(clockErrorNs) };
  return `${JSON.stringify({ type: 'trace', version: formatVersion, startedAt, ...times, ...losses, leftOut, command, cwd, level, ended, gaps })}\n`;
}

function* laneLines(trace: Trace): Generator<string, void> {
  for (const [index, lane] of trace.lanes.entries()) {
    const { kind, name, pid, threadId } = lane;
    const parent = lane.parent < 0 ? null : `l${lane.parent}`;
    yield `${JSON.stringify({ type: 'lane', id: `l${index}`, kind, parent, name, pid, threadId })}\n`;
  }
}

function* taskLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { tasks, threads } = trace;
  for (let task = 0; task < tasks.count; task++) {
    const outcome = outcomes[tasks.outcome[task]!]!;
    // "Pending" is a fact only where the thread's records go to its end.
    const known = outcome !== 'pending' || threads[tasks.thread[task]!]!.complete;
    yield `{"type":"task","id":"t${task}","lane":"l${tasks.group[task]}","thread":${text.threadLane(tasks.thread[task]!)}` +
      `,"parent":${text.task(tasks.parent[task]!)},"kind":"${taskKinds[tasks.kind[task]!]}","name":${text.string(tasks.name[task]!)}` +
      `,"source":${text.source(tasks.source[task]!)},"createdNs":${text.time(tasks.createdNs.at(task))}` +
      `,"settledNs":${text.time(tasks.settledNs.at(task))},"outcome":${known ? `"${outcome}"` : 'null'}}\n`;
  }
}

function* sliceLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { slices, tasks } = trace;
  for (let slice = 0; slice < slices.count; slice++) {
    const task = slices.task[slice]!;
    yield `{"type":"slice","task":"t${task}","thread":${text.threadLane(tasks.thread[task]!)}` +
      `,"startNs":${text.time(slices.startNs.at(slice))},"endNs":${text.time(slices.endNs.at(slice))}}\n`;
  }
}

function* waitLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { waits, aggregates } = trace;
  let aggregate = 0;
  for (let wait = 0; wait < waits.count; wait++) {
    yield `{"type":"wait","task":"t${waits.task[wait]}","startNs":${text.time(waits.startNs.at(wait))}` +
      `,"readyNs":${text.time(waits.readyNs.at(wait))},"endNs":${text.time(waits.endNs.at(wait))}` +
      `,"reason":"${waitReasons[waits.reason[wait]!]}","source":${text.source(waits.source[wait]!)}` +
      `,"wokenBy":${text.event(waits.wokenBy[wait]!)},"awaited":${text.task(waits.awaited[wait]!)}` +
      `${aggregates.wait[aggregate] === wait ? members(trace, aggregate++, text) : ''}}\n`;
  }
}

/** Of a wait for several promises at once: which function made them one, and of each its task and the event with which it settled. */
function members({ aggregates }: Trace, row: number, text: NdjsonText): string {
  const { mode, firstMember, memberTask, memberSettle } = aggregates;
  const list: string[] = [];
  for (let at = firstMember[row]!; at < firstMember[row + 1]!; at++) {
    list.push(`{"task":${text.task(memberTask[at]!)},"settledBy":${text.event(memberSettle[at]!)}}`);
  }
  return `,"mode":"${aggregateModes[mode[row]!]}","members":[${list.join(',')}]`;
}

function* eventLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { events } = trace;
  for (const { event, clock } of eventsByTime(trace)) {
    yield `{"type":"event","id":${text.event(event)},"thread":${text.laneOfEvent(event)},"seq":${text.sequence(event)}` +
      `,"timeNs":${text.time(events.timeNs.at(event))},"kind":"${eventKinds[events.kind[event]!]}"${detail(trace, event)}` +
      `,"task":${text.task(events.task[event]!)},"name":${text.string(events.name[event]!)}` +
      `,"source":${text.source(events.source[event]!)},"cause":${text.event(events.cause[event]!)},"clock":{${clock}}}\n`;
  }
}

function detail(trace: Trace, event: number): string {
  const code = trace.events.detail[event]!;
  switch (eventKinds[trace.events.kind[event]!]) {
    case 'mark':
      return `,"mark":"${markKinds[code]}"`;
    case 'send':
    case 'receive':
      return `,"transport":"${transports[code]}"`;
    default:
      return '';
  }
}

function* messageLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { messages } = trace;
  for (let message = 0; message < messages.count; message++) {
    const bytes = messages.bytes[message]!;
    yield `{"type":"message","id":"m${message}","transport":"${transports[messages.transport[message]!]}"` +
      `,"send":${text.event(messages.send[message]!)},"receive":${text.event(messages.receive[message]!)}` +
      `,"bytes":${bytes < 0 ? 'null' : bytes},"name":${text.string(messages.name[message]!)}` +
      `,"reason":"${oneEndReasons[messages.reason[message]!]}","peer":${text.string(messages.peer[message]!)}}\n`;
  }
}

function* spanLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { spans } = trace;
  for (let span = 0; span < spans.count; span++) {
    yield `{"type":"span","kind":"${spanKinds[spans.kind[span]!]}","thread":${text.threadLane(spans.thread[span]!)}` +
      `,"task":${text.task(spans.task[span]!)},"name":${text.string(spans.name[span]!)}` +
      `,"startNs":${text.time(spans.startNs.at(span))},"endNs":${text.time(spans.endNs.at(span))}}\n`;
  }
}

function* counterLines(trace: Trace, text: NdjsonText): Generator<string, void> {
  const { series, fromNs, value } = trace.counters;
  for (const { kind, lane, thread, firstSample, endSample, endNs } of series) {
    const start = `{"type":"counter","kind":"${counterKinds[kind]}","lane":"l${lane}","thread":${thread < 0 ? 'null' : text.threadLane(thread)}`;
    for (let sample = firstSample; sample < endSample; sample++) {
      const end = sample + 1 < endSample ? fromNs.at(sample + 1) : endNs;
      yield `${start},"startNs":${text.time(fromNs.at(sample))},"endNs":${text.time(end)},"value":${decimal(value[sample]!)}}\n`;
    }
  }
}

/** Recorded values are in steps of a ten-thousandth: what is behind them is the machine's arithmetic. */
function decimal(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
