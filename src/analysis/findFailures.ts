// Finds errors that nobody handled, and which function threw them.
//
// Node tells of a rejection after the microtasks of the turn in which it happened, in the order of the rejections. The mark
// names no promise; so it is that of the first function of the turn that was rejected while nobody waited for it.

import type { Trace } from '../model/trace.ts';
import { codeOf, eventKinds, markKinds, outcomes, taskKinds } from '../model/vocabulary.ts';
import { type Evidence, type FailureFinding, findingId, type RelatedPlace } from './finding.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

const mark = codeOf(eventKinds, 'mark');
const wake = codeOf(eventKinds, 'wake');
const settle = codeOf(eventKinds, 'settle');
const rejection = codeOf(markKinds, 'unhandledRejection');
const exception = codeOf(markKinds, 'uncaughtException');
const rejected = codeOf(outcomes, 'rejected');
/** What begins a turn of the event loop. */
const turnKinds: ReadonlySet<number> = new Set((['timer', 'interval', 'immediate', 'io'] as const).map((kind) => codeOf(taskKinds, kind)));

interface Failure {
  readonly kind: FailureFinding['kind'];
  readonly error: string;
  readonly name: string;
  readonly place: SummaryPlace | null;
  readonly evidence: Evidence[];
  count: number;
  readonly related: Map<string, RelatedPlace>;
}

/** In the order of their first mark, thread by thread. O(events + waits). */
export function findFailures(trace: Trace): readonly FailureFinding[] {
  const { events, tasks, threads, strings } = trace;
  const found = new Map<string, Failure>();
  let handled: Uint8Array | undefined;
  for (const { firstEvent, endEvent } of threads) {
    let unhandled: number[] = [];
    for (let event = firstEvent; event < endEvent; event++) {
      const task = events.task[event]!;
      const kind = events.kind[event];
      if (kind === wake && task >= 0 && turnKinds.has(tasks.kind[task]!)) unhandled = [];
      else if (kind === settle && task >= 0 && tasks.outcome[task] === rejected && tasks.settleEvent[task] === event) {
        handled ??= handledTasks(trace);
        if (handled[task] === 0) unhandled.push(task);
      } else if (kind === mark && events.detail[event] === rejection) {
        addFailure(trace, 'unhandledRejection', strings[events.name[event]!]!, event, unhandled.shift() ?? -1, found);
      } else if (kind === mark && events.detail[event] === exception) {
        addFailure(trace, 'uncaughtException', strings[events.name[event]!]!, event, task, found);
      }
    }
  }
  return Array.from(found, ([id, { related, ...failure }]) => ({ ...failure, id, severity: 'error', related: [...related.values()] }));
}

/** By task: 1 when somebody waited for it before it settled. */
function handledTasks({ tasks, waits }: Trace): Uint8Array {
  const handled = new Uint8Array(tasks.count);
  for (let wait = 0; wait < waits.count; wait++) {
    const awaited = waits.awaited[wait]!;
    if (awaited >= 0 && waits.startNs.at(wait) <= tasks.settledNs.at(awaited)) handled[awaited] = 1;
  }
  return handled;
}

/** @param task - whose error nobody handled; −1 when not known */
function addFailure(trace: Trace, kind: Failure['kind'], error: string, event: number, task: number, found: Map<string, Failure>): void {
  const origin = originOf(trace, task);
  const name = origin < 0 ? '' : trace.strings[trace.tasks.name[origin]!]!;
  const place = origin < 0 ? null : placeOf(trace, trace.tasks.source[origin]!);
  const id = findingId(kind, place, `${name}: ${error}`);
  const known: Failure = found.get(id) ?? { kind, error, name, place, evidence: [], count: 0, related: new Map() };
  found.set(id, known);
  known.count++;
  if (origin >= 0) known.evidence.push({ kind: 'task', index: origin });
  known.evidence.push({ kind: 'event', index: event });
  const outer = origin === task ? null : placeOf(trace, trace.tasks.source[task]!);
  if (outer === null) return;
  const outerName = trace.strings[trace.tasks.name[task]!]!;
  const key = findingId(kind, outer, outerName);
  known.related.set(key, { name: outerName, place: outer, tasks: (known.related.get(key)?.tasks ?? 0) + 1 });
}

/** The task that an error came from: down the last waits, to tasks that were rejected before. */
function originOf({ tasks, waits }: Trace, task: number): number {
  let at = task;
  while (at >= 0) {
    const last = tasks.firstWait[at + 1]! - 1;
    const awaited = last < tasks.firstWait[at]! ? -1 : waits.awaited[last]!;
    if (awaited < 0 || tasks.outcome[awaited] !== rejected || tasks.settleEvent[awaited]! >= tasks.settleEvent[at]!) break;
    at = awaited;
  }
  return at;
}
