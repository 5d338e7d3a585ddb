// What a run has few of beside its tasks: spans, messages, counters. Made anew as a whole, so that it is made only as often as time allows.

import { CounterTracks } from '../../../layout/counterTracks.ts';
import { type MessageEnds, MessageIndex } from '../../../layout/messageIndex.ts';
import type { ThreadSpans } from '../../../layout/threadSpans.ts';
import { spansByThread } from '../../../layout/traceIndex.ts';
import { Times } from '../../../model/times.ts';
import type { Lane, SpanTable } from '../../../model/trace.ts';
import { assembleCounters } from '../../../replay/assembleCounters.ts';
import { assembleSpans, orderSpans } from '../../../replay/assembleEvents.ts';
import type { RunFrame } from '../../../replay/assembleFrame.ts';
import { orderMessages } from '../../../replay/assembleMessages.ts';
import type { Activity } from '../../../replay/derivedCounters.ts';
import { pairMessages } from '../../../replay/pairMessages.ts';
import type { GrowingRows } from './growingRows.ts';
import type { GrowingThread } from './growingThread.ts';
import type { MessageIds } from './messageIds.ts';

export interface Aside {
  /** All lanes; those of counters stand behind the others. */
  readonly lanes: readonly Lane[];
  readonly strings: readonly string[];
  readonly spans: SpanTable;
  readonly spansOf: readonly ThreadSpans[];
  /** By index in the table, the id that holds. */
  readonly spanIds: Uint32Array;
  readonly messages: MessageIndex;
  readonly messageIds: Uint32Array;
  readonly counters: CounterTracks;
}

/** `threads`: in the order of the frame. O(spans log spans + messages log messages + samples), and a pass over what was called back. */
export function assembleAside(frame: RunFrame, threads: readonly GrowingThread[], rows: GrowingRows, ids: MessageIds): Aside {
  const { parts, lanes, texts, header } = frame;
  const counted = assembleCounters(frame.processes, frame.samplers, lanes, activityOf(threads, header.durationNs));
  const spans = assembleSpans(parts, (thread, task) => threads[thread].taskId(task));
  const ends = endsOf(frame, threads, rows);
  const all = [...lanes.lanes, ...counted.lanes];
  return {
    lanes: all,
    strings: texts.strings,
    spans,
    spansOf: spansByThread({ spans, threads: frame.threads, header }),
    spanIds: Uint32Array.from(threads.flatMap((thread) => idsOfSpans(thread, rows))),
    messages: new MessageIndex(ends, threads.length),
    messageIds: ids.assign(ends),
    counters: new CounterTracks({ counters: counted.counters, lanes: all, header }),
  };
}

function activityOf(threads: readonly GrowingThread[], durationNs: number): Activity {
  return {
    durationNs,
    eachRequest(visit) {
      for (const [thread, { callBacks }] of threads.entries()) callBacks.eachRequest((createdNs, endNs) => visit(thread, createdNs, endNs));
    },
    eachWait(visit) {
      for (const [thread, { callBacks }] of threads.entries()) callBacks.eachWait((readyNs, endNs) => visit(thread, readyNs, endNs));
    },
  };
}

/** In the order in which a trace has them. */
export function idsOfSpans({ number, replay }: Pick<GrowingThread, 'number' | 'replay'>, rows: GrowingRows): number[] {
  const rowOf = new Map(replay.spans.map((span, row) => [span, row]));
  return orderSpans(replay).map((span) => rows.spans.idOf(number, rowOf.get(span) ?? 0));
}

function endsOf(frame: RunFrame, threads: readonly GrowingThread[], rows: GrowingRows): MessageEnds {
  const timeOf = (thread: number, event: number): number =>
    event < 0 ? Number.NaN : frame.known[thread].replay.state.events.timeNs[event];
  const taskOf = (thread: number, event: number): number => {
    const task = event < 0 ? -1 : frame.known[thread].replay.state.events.task[event];
    return task < 0 ? -1 : threads[thread].taskId(task);
  };
  const idOf = (thread: number, event: number): number => (event < 0 ? -1 : rows.events.idOf(threads[thread].number, event));
  const messages = orderMessages(pairMessages(frame), timeOf);
  return {
    count: messages.length,
    send: Int32Array.from(messages, ({ sendThread, send }) => idOf(sendThread, send)),
    receive: Int32Array.from(messages, ({ receiveThread, receive }) => idOf(receiveThread, receive)),
    from: Int32Array.from(messages, ({ sendThread, send }) => (send < 0 ? -1 : sendThread)),
    to: Int32Array.from(messages, ({ receiveThread, receive }) => (receive < 0 ? -1 : receiveThread)),
    sendTask: Int32Array.from(messages, ({ sendThread, send }) => taskOf(sendThread, send)),
    receiveTask: Int32Array.from(messages, ({ receiveThread, receive }) => taskOf(receiveThread, receive)),
    sentNs: Times.of(Float64Array.from(messages, ({ sendThread, send }) => timeOf(sendThread, send))),
    receivedNs: Times.of(Float64Array.from(messages, ({ receiveThread, receive }) => timeOf(receiveThread, receive))),
  };
}
