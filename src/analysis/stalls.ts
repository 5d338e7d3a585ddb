// Stalls: callbacks that held up the event loop, each alone and by the function that is to blame.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, spanKinds } from '../model/vocabulary.ts';
import { findingId, type StallFinding } from './finding.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

interface Stall {
  readonly span: number;
  readonly durationNs: Nanoseconds;
  /** −1 when none was seen to run. */
  readonly task: number;
}

const stallKind = codeOf(spanKinds, 'stall');
/** From here on people feel it. */
const feltNs = 200e6;

/** Longest first. O(spans). */
function stallsOf({ spans }: Trace): readonly Stall[] {
  const stalls: Stall[] = [];
  for (let span = 0; span < spans.count; span++) {
    if (spans.kind[span] !== stallKind) continue;
    stalls.push({ span, durationNs: spans.endNs.at(span) - spans.startNs.at(span), task: spans.task[span]! });
  }
  return stalls.sort((a, b) => b.durationNs - a.durationNs);
}

/** One a function, the longest first. O(spans). */
export function findStalls(trace: Trace): readonly StallFinding[] {
  const byFunction = new Map<string, { readonly name: string; readonly place: SummaryPlace | null; readonly stalls: Stall[] }>();
  for (const stall of stallsOf(trace)) {
    const name = stall.task < 0 ? '' : trace.strings[trace.tasks.name[stall.task]!]!;
    const place = stall.task < 0 ? null : placeOf(trace, trace.tasks.source[stall.task]!);
    const id = findingId('stall', place, name);
    const known = byFunction.get(id) ?? { name, place, stalls: [] };
    byFunction.set(id, known);
    known.stalls.push(stall);
  }
  return Array.from(byFunction, ([id, { name, place, stalls }]) => ({
    kind: 'stall',
    id,
    severity: stalls[0]!.durationNs >= feltNs ? 'warning' : 'information',
    place,
    name,
    count: stalls.length,
    longestNs: stalls[0]!.durationNs,
    totalNs: stalls.reduce((sum, { durationNs }) => sum + durationNs, 0),
    evidence: stalls.map(({ span }) => ({ kind: 'span', index: span })),
  }));
}
