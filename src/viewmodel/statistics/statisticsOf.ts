// The statistics of a trace: who ran, who waited, how long messages and the event loop took.

import type { TraceIndex } from '../../layout/traceIndex.ts';
import { transports } from '../../model/vocabulary.ts';
import type { Selection, Statistics } from '../../protocol/timelineSource.ts';
import { busyByProcess } from '../minimap.ts';
import { transportWord } from '../words.ts';
import { distributionOf } from './distribution.ts';
import { functionStatistics } from './functionStatistics.ts';

const runningSteps = 240;

/** O(slices log slices + waits log waits + messages). */
export function statisticsOf(index: TraceIndex): Statistics {
  const { header } = index.trace;
  return {
    runningOverTime: { stepNs: Math.max(1, header.durationNs) / runningSteps, series: busyByProcess(index, runningSteps) },
    functions: functionStatistics(index),
    messageLatency: distributionOf(latencies(index), (message) => ({ kind: 'message', index: message })),
    eventLoopDelay: distributionOf(readyTimes(index), (wait) => ({ kind: 'wait', index: wait })),
    transports: transportStatistics(index),
  };
}

function latencies(index: TraceIndex): Float64Array {
  const { sentNs, receivedNs } = index.messages;
  const times = new Float64Array(sentNs.length);
  for (let message = 0; message < times.length; message++) times[message] = receivedNs.at(message) - sentNs.at(message);
  return times;
}

/** How long each task that could run had to wait for its thread. */
function readyTimes(index: TraceIndex): Float64Array {
  const { readyNs, endNs } = index.trace.waits;
  const times = new Float64Array(endNs.length);
  for (let wait = 0; wait < times.length; wait++) times[wait] = endNs.at(wait) - readyNs.at(wait);
  return times;
}

function transportStatistics(index: TraceIndex): Statistics['transports'] {
  const { messages } = index.trace;
  const rows = transports.map((_, code) => ({
    transport: transportWord(code),
    messages: 0,
    bytes: 0,
    oneEnded: 0,
    select: null as Selection | null,
  }));
  for (let message = 0; message < messages.count; message++) {
    const row = rows[messages.transport[message]];
    row.messages++;
    row.bytes += Math.max(0, messages.bytes[message]);
    if (messages.send[message] < 0 || messages.receive[message] < 0) row.oneEnded++;
    row.select ??= { kind: 'message', index: message };
  }
  return rows.filter((row) => row.messages > 0).sort((a, b) => b.messages - a.messages);
}
