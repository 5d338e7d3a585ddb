// The laws that every trace keeps, whatever was recorded.

import { clockProblems } from '../../src/analysis/clockProblems.ts';
import { selfTimes, slicesByThread } from '../../src/analysis/selfTime.ts';
import { type Trace, threadOfEvent } from '../../src/model/trace.ts';

/** What breaks a law, one sentence each. */
export function traceProblems(trace: Trace): readonly string[] {
  return [
    ...orderProblems(trace),
    ...nestingProblems(trace),
    ...overlapProblems(trace),
    ...causeProblems(trace),
    ...sumProblems(trace),
    ...clockProblems(trace),
    ...counterProblems(trace),
  ];
}

function orderProblems({ lanes, tasks, events, threads }: Trace): string[] {
  const problems: string[] = [];
  lanes.forEach((lane, index) => {
    if (lane.parent >= index) problems.push(`lane ${index} stands before its parent`);
  });
  for (let task = 1; task < tasks.count; task++) {
    const [a, b] = [tasks.group[task - 1]!, tasks.group[task]!];
    if (a > b || (a === b && tasks.createdNs.at(task - 1) > tasks.createdNs.at(task)))
      problems.push(`task ${task} stands before one that comes first`);
  }
  for (const { firstEvent, endEvent } of threads) {
    for (let event = firstEvent + 1; event < endEvent; event++) {
      if (events.timeNs.at(event) < events.timeNs.at(event - 1)) problems.push(`event ${event} is earlier than the one before it`);
    }
  }
  return problems;
}

function nestingProblems(trace: Trace): string[] {
  const problems: string[] = [];
  const { startNs, endNs, depth } = trace.slices;
  for (const order of slicesByThread(trace)) {
    const below: number[] = [];
    for (const slice of order) {
      const level = depth[slice]!;
      if (endNs.at(slice) < startNs.at(slice)) problems.push(`slice ${slice} ends before it starts`);
      if (level > 0 && (below[level - 1] === undefined || endNs.at(slice) > endNs.at(below[level - 1]!)))
        problems.push(`slice ${slice} does not nest`);
      const beside = below[level];
      if (beside !== undefined && startNs.at(slice) < endNs.at(beside)) problems.push(`slices ${beside} and ${slice} of one depth overlap`);
      below[level] = slice;
    }
  }
  return problems;
}

function overlapProblems({ tasks, slices, waits }: Trace): string[] {
  const problems: string[] = [];
  for (let task = 0; task < tasks.count; task++) {
    const spans: (readonly [number, number])[] = [];
    for (let slice = tasks.firstSlice[task]!; slice < tasks.firstSlice[task + 1]!; slice++) {
      if (slices.task[slice] !== task) problems.push(`slice ${slice} is not of task ${task}`);
      spans.push([slices.startNs.at(slice), slices.endNs.at(slice)]);
    }
    for (let wait = tasks.firstWait[task]!; wait < tasks.firstWait[task + 1]!; wait++) {
      if (waits.task[wait] !== task) problems.push(`wait ${wait} is not of task ${task}`);
      const [start, ready, end] = [waits.startNs.at(wait), waits.readyNs.at(wait), waits.endNs.at(wait)];
      if (ready < start || ready > end) problems.push(`wait ${wait} is ready outside of itself`);
      spans.push([start, Number.isNaN(end) ? Number.POSITIVE_INFINITY : end]);
    }
    spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    spans.forEach(([start], index) => {
      if (index > 0 && start < spans[index - 1]![1]) problems.push(`task ${task} runs or waits twice at ${start}`);
    });
  }
  return problems;
}

function causeProblems(trace: Trace): string[] {
  const problems: string[] = [];
  const { cause, timeNs, count } = trace.events;
  for (let event = 0; event < count; event++) {
    const from = cause[event]!;
    if (from < 0) continue;
    if (from >= count) problems.push(`event ${event} has a cause that is none`);
    else if (threadOfEvent(trace, from) === threadOfEvent(trace, event) && from >= event)
      problems.push(`event ${event} comes before its cause ${from}`);
    else if (timeNs.at(from) > timeNs.at(event) + trace.header.clockErrorNs)
      problems.push(`event ${event} is earlier than its cause ${from}`);
  }
  return problems;
}

function sumProblems(trace: Trace): string[] {
  const own = selfTimes(trace);
  const { startNs, endNs, depth } = trace.slices;
  return slicesByThread(trace).flatMap((order, thread) => {
    const self = order.reduce((sum, slice) => sum + own[slice]!, 0);
    const bottom = order.reduce((sum, slice) => sum + (depth[slice] === 0 ? endNs.at(slice) - startNs.at(slice) : 0), 0);
    return Math.abs(self - bottom) < 1 ? [] : [`self times of thread ${thread} sum up to ${self}, not ${bottom}`];
  });
}

function counterProblems({ counters, lanes, threads }: Trace): string[] {
  return counters.series.flatMap(({ lane, thread, firstSample, endSample, endNs }, index) => {
    const problems: string[] = [];
    if (lanes[lane]?.kind !== 'system') problems.push(`counter ${index} stands on a lane that is not of the system`);
    if (thread >= threads.length) problems.push(`counter ${index} is of a thread that there is not`);
    let before = -Infinity;
    for (let sample = firstSample; sample < endSample; sample++) {
      const from = counters.fromNs.at(sample);
      if (!(from > before) || !(counters.value[sample]! >= 0))
        problems.push(`sample ${sample} of counter ${index} is out of order or no value`);
      before = from;
    }
    if (endSample > firstSample && !(endNs >= before)) problems.push(`counter ${index} ends before its last sample`);
    return problems;
  });
}
