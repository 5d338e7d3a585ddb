// From the ids that hold while a run records to the indexes of a trace that was assembled of it, and back.

import { assertUnreachable } from '../../../model/assertUnreachable.ts';
import { type Trace, threadOfEvent } from '../../../model/trace.ts';
import { codeOf, eventKinds } from '../../../model/vocabulary.ts';
import type { Selection } from '../../../protocol/timelineSource.ts';
import type { TracePlaces } from '../../../replay/assembleTrace.ts';
import { idsOfSpans } from './aside.ts';
import { exitId, type GrowingIndex, threadOfExit } from './growingIndex.ts';
import type { RowIds } from './rowIds.ts';

const exitEvent = codeOf(eventKinds, 'exit');

/** All but lanes, which have other numbers in each. */
export class WholeIds {
  readonly #trace: Trace;
  readonly #places: TracePlaces;
  readonly #growing: GrowingIndex;
  /** By thread of the trace, its number among ids. */
  readonly #numbers: readonly number[];
  readonly #rowsAt = new Map<'task' | 'slice' | 'wait', Uint32Array>();
  /** Given at once: the thread's next span may have begun before these. */
  readonly #spans: readonly number[];
  /** Given at once: what is one message may be half of another later on. */
  readonly #messages: readonly number[];

  constructor(trace: Trace, places: TracePlaces, growing: GrowingIndex) {
    this.#trace = trace;
    this.#places = places;
    this.#growing = growing;
    this.#numbers = places.frame.known.map(({ replay }) => growing.numberOf(replay));
    this.#spans = places.frame.known.flatMap(({ replay }, thread) => idsOfSpans({ number: this.#numbers[thread], replay }, growing.rows));
    const idsOf = (events: Int32Array): Int32Array => events.map((event) => this.#idOfEvent(event));
    const { send, receive } = trace.messages;
    this.#messages = [...growing.messageIds.assign({ send: idsOf(send), receive: idsOf(receive) })];
  }

  /** The index of what an id stands for; −1 when the trace has no such thing. */
  indexOf({ kind, index: id }: Selection): number {
    const { rows, messageIds } = this.#growing;
    switch (kind) {
      case 'task':
        return this.#placeOf(rows.tasks, this.#places.task, id);
      case 'slice':
        return this.#placeOf(rows.slices, this.#places.slice, id);
      case 'wait':
        return this.#placeOf(rows.waits, this.#places.wait, id);
      case 'event':
        return this.#eventOf(id, threadOfExit({ kind, index: id }));
      case 'span':
        return this.#spans.indexOf(id);
      case 'message':
        return this.#messages.indexOf(messageIds.resolve(id));
      case 'lane':
      case 'counter':
        return -1;
      default:
        return assertUnreachable(kind);
    }
  }

  /** The id of what stands at an index of the trace. O(rows) when one of its kind is first asked for. */
  idOf({ kind, index }: Selection): number {
    const { rows } = this.#growing;
    switch (kind) {
      case 'task':
        return this.#rowId(rows.tasks, this.#trace.tasks.thread[index], this.#rowOf(kind, index));
      case 'slice':
        return this.#rowId(rows.slices, this.#trace.tasks.thread[this.#trace.slices.task[index]], this.#rowOf(kind, index));
      case 'wait':
        return this.#rowId(rows.waits, this.#trace.tasks.thread[this.#trace.waits.task[index]], this.#rowOf(kind, index));
      case 'event':
        return this.#idOfEvent(index);
      case 'span':
        return this.#spans[index];
      case 'message':
        return this.#messages[index];
      case 'lane':
      case 'counter':
        return -1;
      default:
        return assertUnreachable(kind);
    }
  }

  #rowId(ids: RowIds, thread: number, row: number): number {
    return ids.idOf(this.#numbers[thread], row);
  }

  #placeOf(ids: RowIds, places: readonly Uint32Array[], id: number): number {
    const thread = this.#numbers.indexOf(ids.threadOf(id) ?? -1);
    return thread < 0 ? -1 : (places[thread][ids.rowOf(id)] ?? -1);
  }

  #rowOf(kind: 'task' | 'slice' | 'wait', index: number): number {
    let rows = this.#rowsAt.get(kind);
    if (rows === undefined) {
      rows = new Uint32Array(this.#places[kind].reduce((sum, { length }) => sum + length, 0));
      for (const places of this.#places[kind]) for (let row = 0; row < places.length; row++) rows[places[row]] = row;
      this.#rowsAt.set(kind, rows);
    }
    return rows[index];
  }

  #eventOf(id: number, exited: number): number {
    const { events } = this.#growing.rows;
    const thread = this.#numbers.indexOf(exited >= 0 ? exited : (events.threadOf(id) ?? -1));
    if (thread < 0) return -1;
    const { firstEvent, endEvent } = this.#trace.threads[thread];
    // An exit that others told of goes when the thread's own records go on, and comes back with its own end.
    if (exited >= 0) return this.#trace.events.kind[endEvent - 1] === exitEvent ? endEvent - 1 : -1;
    const event = firstEvent + events.rowOf(id);
    return event < endEvent ? event : -1;
  }

  #idOfEvent(event: number): number {
    if (event < 0) return -1;
    const thread = threadOfEvent(this.#trace, event);
    const { firstEvent, endEvent } = this.#trace.threads[thread];
    const isForeign = event === endEvent - 1 && this.#places.frame.parts[thread].exitNs !== null;
    return isForeign ? exitId(this.#numbers[thread]) : this.#rowId(this.#growing.rows.events, thread, event - firstEvent);
  }
}
