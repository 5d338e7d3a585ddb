// From replayed threads to the trace: who created whom, one order for all, one table of each.

import type { RunManifest } from '../model/launch.ts';
import type { Trace } from '../model/trace.ts';
import { assembleCounters } from './assembleCounters.ts';
import { assembleEvents, assembleSpans } from './assembleEvents.ts';
import { assembleFrame, type RunFrame, type ThreadInput } from './assembleFrame.ts';
import { assembleMessages, orderMessages } from './assembleMessages.ts';
import { assembleTasks } from './assembleTasks.ts';
import { blameStalls } from './blameStalls.ts';
import { compactEvents } from './compactTables.ts';
import { activityOf } from './derivedCounters.ts';
import { pairMessages } from './pairMessages.ts';

export interface AssembleOptions {
  /** The program still runs: a thread that has not closed its segment has lost nothing. */
  readonly live?: boolean;
  /** The replays are not needed any more: their rows are given up as soon as they are copied. */
  readonly spends?: boolean;
}

/** Where the rows of each thread's replay stand in the trace's tables. */
export interface TracePlaces {
  /** What was assembled, before its tables were filled. */
  readonly frame: RunFrame;
  /** By thread, then by its own row. */
  readonly task: readonly Uint32Array[];
  readonly slice: readonly Uint32Array[];
  readonly wait: readonly Uint32Array[];
}

/**
 * The trace of what was replayed so far. Leaves the replays as they are, unless it `spends` them: push more frames and assemble again.
 * O(events + tasks), with room for both.
 */
export function assembleTrace(manifest: RunManifest, inputs: readonly ThreadInput[], options: AssembleOptions = {}): Trace {
  return assembleWithPlaces(manifest, inputs, options).trace;
}

/** As {@link assembleTrace}. */
export function assembleWithPlaces(
  manifest: RunManifest,
  inputs: readonly ThreadInput[],
  options: AssembleOptions = {},
): { readonly trace: Trace; readonly places: TracePlaces } {
  const { live = false, spends = false } = options;
  const frame = assembleFrame(manifest, inputs, live);
  const { parts, texts, lanes } = frame;
  const { tasks, slices, waits, places, aggregates } = assembleTasks(parts, { tellsWakers: manifest.level === 'full', spends });
  const activity = activityOf({ tasks, slices, waits, strings: texts.strings, durationNs: frame.header.durationNs });
  const counted = assembleCounters(frame.processes, frame.samplers, lanes, activity);
  const events = assembleEvents(parts, places.task, frame.joins, spends);
  const messages = assembleMessages(
    orderMessages(pairMessages(frame), (thread, event) => events.timeNs[parts[thread]!.firstEvent + event]!),
    parts.map((part) => part.firstEvent),
    events,
    texts,
  );
  const spans = assembleSpans(parts, (thread, task) => places.task[thread]![task]!);
  blameStalls(spans, tasks, slices);
  const trace: Trace = {
    header: frame.header,
    sources: texts.sourceTable(),
    lanes: [...lanes.lanes, ...counted.lanes],
    threads: frame.threads,
    tasks,
    slices,
    waits,
    aggregates,
    events: compactEvents(events),
    messages,
    spans,
    counters: counted.counters,
    strings: texts.strings,
  };
  return { trace, places: { frame, ...places } };
}
