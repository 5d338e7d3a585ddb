// A run that records, assembled as a whole: for what a person asks for with a click, and for its end.

import { buildTraceIndex, type TraceIndex } from '../../layout/traceIndex.ts';
import type { Lane, Trace } from '../../model/trace.ts';
import type { Nanoseconds } from '../../model/units.ts';
import type { Selection, TimelineSource } from '../../protocol/timelineSource.ts';
import type { TracePlaces } from '../../replay/assembleTrace.ts';
import { checkSelection } from '../checkSelection.ts';
import { createFindings, type Findings } from '../findings.ts';
import { openIndex } from '../openTrace.ts';
import { type Stand, standOf, timeOf } from '../place.ts';
import type { GrowingIndex } from './growing/growingIndex.ts';
import { WholeIds } from './growing/wholeIds.ts';
import { mapLanes } from './laneMap.ts';

export class WholeTrace {
  readonly trace: Trace;
  readonly damage: string | null;
  readonly #slices: readonly Uint32Array[];
  readonly #ids: WholeIds;
  #index: TraceIndex | null = null;
  #source: TimelineSource | null = null;
  #findings: Findings | null = null;
  #numbered: { readonly lanes: readonly Lane[]; readonly numberOf: (lane: number) => number } | null = null;

  constructor({ trace, places }: { readonly trace: Trace; readonly places: TracePlaces }, growing: GrowingIndex, damage: string | null) {
    this.trace = trace;
    this.damage = damage;
    this.#slices = places.slice;
    this.#ids = new WholeIds(trace, places, growing);
  }

  get #indexed(): TraceIndex {
    this.#index ??= buildTraceIndex(this.trace, this.#slices);
    return this.#index;
  }

  /** Makes what selections and views need, O(rows of all tables). */
  indexed(): this {
    void this.#indexed;
    return this;
  }

  /** Answers in this trace's own indexes. */
  get source(): TimelineSource {
    this.#source ??= openIndex(this.#indexed, this.damage);
    return this.#source;
  }

  /** A source for one view, with rows of its own. */
  open(firstGeneration: number): TimelineSource {
    return openIndex(this.#indexed, this.damage, firstGeneration);
  }

  /** Without the index that only a view needs. */
  get findings(): Findings {
    this.#findings ??= createFindings(this.trace);
    return this.#findings;
  }

  /** What a selection by ids means here; null when it is not there. `lanes`: those that it counts by. */
  find(selection: Selection, lanes: readonly Lane[]): Selection | null {
    const isLane = selection.kind === 'lane' || selection.kind === 'counter';
    const index = isLane ? mapLanes(lanes, this.trace.lanes)(selection.index) : this.#ids.indexOf(selection);
    return index < 0 ? null : { ...selection, index };
  }

  /** The way back. A lane that is not there yet is told by the one above it. */
  name(selection: Selection, lanes: readonly Lane[]): Selection {
    if (selection.kind !== 'lane' && selection.kind !== 'counter') return { ...selection, index: this.#ids.idOf(selection) };
    const numberOf = this.#numbersIn(lanes);
    let lane = selection.index;
    while (lane >= 0 && numberOf(lane) < 0) lane = this.trace.lanes[lane].parent;
    return { ...selection, index: Math.max(0, numberOf(lane)) };
  }

  /** From the lanes here to those; an answer may name very many. */
  #numbersIn(lanes: readonly Lane[]): (lane: number) => number {
    if (this.#numbered?.lanes !== lanes) this.#numbered = { lanes, numberOf: mapLanes(this.trace.lanes, lanes) };
    return this.#numbered.numberOf;
  }

  /** When a thing was and where it stands, by its index here; the task is an id. */
  standOf(selection: Selection, lanes: readonly Lane[]): { readonly stand: Stand; readonly time: readonly [Nanoseconds, Nanoseconds] } {
    const checked = checkSelection(this.trace, selection);
    const { lane, task } = standOf(this.#indexed, checked);
    return {
      time: timeOf(this.#indexed, checked),
      stand: {
        lane: this.name({ kind: 'lane', index: lane }, lanes).index,
        task: task < 0 ? -1 : this.#ids.idOf({ kind: 'task', index: task }),
      },
    };
  }
}
