// Finds what never settled, folded by the place where it waits; who waits only for that is named beside it.

import type { Trace } from '../model/trace.ts';
import { type Evidence, findingId, type RelatedPlace, type UnsettledFinding } from './finding.ts';
import { type PendingTask, pendingTasks } from './pendingTasks.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

/** What waits shorter than that when a program is stopped was just under way. */
const longWaitNs = 1e9;
/** What Node's event loop leaves when it is empty: 13 when the top-level code still waits. */
const naturalExits: ReadonlySet<number | null> = new Set([0, 13]);

interface Waiting {
  readonly kind: UnsettledFinding['kind'];
  readonly name: string;
  readonly place: SummaryPlace | null;
  readonly evidence: Evidence[];
  longestNs: number;
  readonly related: Map<string, RelatedPlace>;
}

/** Most tasks first; none before the run has ended, because until then what waits may go on. O(tasks + chains of waits). */
export function findUnsettled(trace: Trace): readonly UnsettledFinding[] {
  if (trace.header.ended === null) return [];
  const pending = pendingTasks(trace);
  const waitOf = new Map(pending.map(({ task, wait }) => [task, wait]));
  const found = new Map<string, Waiting>();
  const origins = originsOf(trace, waitOf);
  const idOf = new Map<number, string>();
  for (const each of pending) {
    const kind = origins.get(each.task) === each.task ? kindOf(trace, each) : null;
    if (kind !== null) idOf.set(each.task, addWaiting(trace, kind, each, found));
  }
  for (const { task, wait } of pending) {
    const origin = origins.get(task)!;
    if (origin !== task) addRelated(trace, task, wait, found.get(idOf.get(origin) ?? ''));
  }
  return Array.from(found, ([id, { kind, name, place, evidence, longestNs, related }]): UnsettledFinding => {
    const severity = kind === 'neverSettled' ? 'warning' : 'information';
    return { kind, id, severity, name, place, evidence, longestNs, count: evidence.length, related: [...related.values()] };
  }).sort((a, b) => b.count - a.count);
}

/** Null when nothing is wrong with it: its thread died of something else, or was ended by the program while this was under way. */
function kindOf({ tasks, threads, waits, header }: Trace, { task, wait }: PendingTask): UnsettledFinding['kind'] | null {
  const thread = threads[tasks.thread[task]!]!;
  if (thread.complete) return naturalExits.has(thread.exitCode) ? 'neverSettled' : null;
  const waitsLong = wait >= 0 && header.durationNs - waits.startNs.at(wait) >= longWaitNs;
  return header.ended?.signal != null && waitsLong ? 'stillWaiting' : null;
}

/** By pending task, the one at the end of the chain of those that wait for one another; in a circle, the first of them. O(tasks). */
function originsOf({ waits }: Trace, waitOf: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const origins = new Map<number, number>();
  for (const task of waitOf.keys()) {
    const chain = new Set<number>();
    let at = task;
    while (!origins.has(at) && !chain.has(at)) {
      chain.add(at);
      const wait = waitOf.get(at)!;
      const awaited = wait < 0 ? -1 : waits.awaited[wait]!;
      if (waitOf.has(awaited)) at = awaited;
    }
    const origin = origins.get(at) ?? firstOfCircle(chain, at);
    for (const each of chain) origins.set(each, origin);
  }
  return origins;
}

/** The circle is what stands in the chain from `at` on. */
function firstOfCircle(chain: ReadonlySet<number>, at: number): number {
  const members = [...chain];
  return members.slice(members.indexOf(at)).reduce((first, each) => Math.min(first, each));
}

/** Returns the id of the finding that it belongs to. */
function addWaiting(trace: Trace, kind: UnsettledFinding['kind'], { task, wait }: PendingTask, found: Map<string, Waiting>): string {
  const name = trace.strings[trace.tasks.name[task]!]!;
  const place = placeOfWait(trace, task, wait);
  const id = findingId(kind, place, name);
  const known: Waiting = found.get(id) ?? { kind, name, place, evidence: [], longestNs: 0, related: new Map() };
  found.set(id, known);
  known.evidence.push(wait < 0 ? { kind: 'task', index: task } : { kind: 'wait', index: wait });
  const since = wait < 0 ? trace.tasks.createdNs.at(task) : trace.waits.startNs.at(wait);
  known.longestNs = Math.max(known.longestNs, trace.header.durationNs - since);
  return id;
}

function addRelated(trace: Trace, task: number, wait: number, finding: Waiting | undefined): void {
  const place = placeOfWait(trace, task, wait);
  if (finding === undefined || place === null) return;
  const name = trace.strings[trace.tasks.name[task]!]!;
  const key = findingId(finding.kind, place, name);
  finding.related.set(key, { name, place, tasks: (finding.related.get(key)?.tasks ?? 0) + 1 });
}

/** Where it waits, else where its function stands. */
function placeOfWait(trace: Trace, task: number, wait: number): SummaryPlace | null {
  const waiting = wait < 0 ? null : placeOf(trace, trace.waits.source[wait]!);
  return waiting ?? placeOf(trace, trace.tasks.source[task]!);
}
