// Lanes of the trace: machine ▸ process ▸ thread ▸ task group, in the order in which the timeline shows them.

import type { RunManifest } from '../model/launch.ts';
import type { Lane } from '../model/trace.ts';
import { codeOf, spanKinds } from '../model/vocabulary.ts';
import type { KnownProcess, KnownThread } from './processes.ts';
import type { TraceTexts } from './traceTexts.ts';
import type { UntracedProcess } from './untracedProcesses.ts';

export interface AssembledLanes {
  readonly lanes: readonly Lane[];
  /** By thread. */
  readonly threadLane: readonly number[];
  /** By thread: the lane of its first task group; the others follow. */
  readonly firstGroup: readonly number[];
}

const gcKind = codeOf(spanKinds, 'gc');

/** `sources`: by thread, from site ids to the trace's sources. O(lanes). */
export function assembleLanes(
  manifest: RunManifest,
  processes: readonly KnownProcess[],
  untraced: readonly UntracedProcess[],
  sources: readonly Uint32Array[],
  texts: TraceTexts,
): AssembledLanes {
  const lanes: Lane[] = [];
  const threadLane: number[] = [];
  const firstGroup: number[] = [];
  const nothing = { pid: 0, threadId: 0, thread: -1, source: 0 };
  const add = (lane: Lane): number => lanes.push({ ...lane, name: texts.strings[texts.intern(lane.name)]! }) - 1;
  const machine = add({ ...nothing, kind: 'machine', parent: -1, name: manifest.machine.hostname });

  const processNames = distinctNames(processes.map(({ threads, pid }) => ({ name: processName(threads), mark: `(pid ${pid})` })));
  processes.forEach((process, index) => {
    const { pid } = process;
    const parent = add({ ...nothing, kind: 'process', parent: machine, name: processNames[index]!, pid });
    const names = distinctNames(
      process.threads.map(({ header }) => ({ name: threadName(header.threadId, header.name), mark: `#${header.threadId}` })),
    );
    process.threads.forEach((known, place) => {
      const thread = threadLane.length;
      const { threadId } = known.header;
      const lane = add({ kind: 'thread', parent, name: names[place]!, pid, threadId, thread, source: 0 });
      threadLane.push(lane);
      firstGroup.push(lanes.length);
      const { groups, texts: own } = known.replay.state;
      for (const { name, site } of groups.list) {
        add({ kind: 'taskGroup', parent: lane, name: own.texts[name]!, pid, threadId, thread, source: sources[thread]![site] ?? 0 });
      }
    });
    const collected = process.threads.some(({ replay }) => replay.spans.some((span) => span.kind === gcKind));
    if (collected) add({ ...nothing, kind: 'system', parent, name: 'garbage collection', pid });
  });
  for (const { pid, name } of untraced) add({ ...nothing, kind: 'process', parent: machine, name: `${name} (not traced)`, pid });
  return { lanes, threadLane, firstGroup };
}

function processName(threads: readonly KnownThread[]): string {
  return threads[0]!.header.name || 'node';
}

function threadName(threadId: number, name: string): string {
  return threadId === 0 ? 'main thread' : name || 'worker';
}

/** Names that occur twice get their mark behind them. */
function distinctNames(named: readonly { readonly name: string; readonly mark: string }[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  return named.map(({ name, mark }) => (counts.get(name)! > 1 ? `${name} ${mark}` : name));
}
