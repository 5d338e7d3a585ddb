// What a view remembers between frames, and who hears of a change.

import type { Row } from '../../src/layout/geometry.ts';
import type { Nanoseconds } from '../../src/model/units.ts';
import type { Detail, Folding, Place, Selection } from '../../src/protocol/timelineSource.ts';
import type { TimeWindow } from './timeWindow.ts';

export interface ViewState {
  readonly window: TimeWindow;
  /** Pixels of rows above the lanes' upper edge. */
  readonly scrollTop: number;
  readonly folding: Folding;
  readonly rows: readonly Row[];
  /** Of the rows: a tile of another generation has other row numbers. */
  readonly generation: number;
  readonly selection: Selection | null;
  /** Where the selection stands; null until known. */
  readonly place: Place | null;
  readonly detail: Detail | null;
  /** The area dragged over the timeline. */
  readonly range: TimeWindow | null;
  /** Time under the pointer. */
  readonly cursorNs: Nanoseconds | null;
}

export const nothingFolded: Folding = { toggled: [], expanded: [], hideIdle: false };

export interface Store<State> {
  get(): State;
  update(change: Partial<State>): void;
  /** Calls back after each change with the new and the old state. */
  subscribe(listener: (now: State, before: State) => void): void;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners: ((now: State, before: State) => void)[] = [];
  return {
    get: () => state,
    update(change) {
      const before = state;
      state = { ...state, ...change };
      for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
