// Undo and redo of navigation: where the person looked before.

export interface History<Place> {
  /** Remembers the place that is about to be left; steps within `mergeMs` of the last become one. */
  record(place: Place, nowMs: number): void;
  /** The place before, given the present one; null at the beginning. */
  undo(present: Place): Place | null;
  redo(present: Place): Place | null;
  /** Changes every place, the oldest first. */
  map(change: (place: Place) => Place): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const longest = 200;

export function createHistory<Place>(mergeMs: number): History<Place> {
  const past: Place[] = [];
  const future: Place[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  return {
    record(place, nowMs) {
      const merges = nowMs - lastMs < mergeMs;
      lastMs = nowMs;
      future.length = 0;
      if (merges && past.length > 0) return;
      past.push(place);
      if (past.length > longest) past.shift();
    },
    undo(present) {
      const place = past.pop();
      if (place === undefined) return null;
      future.push(present);
      lastMs = Number.NEGATIVE_INFINITY;
      return place;
    },
    redo(present) {
      const place = future.pop();
      if (place === undefined) return null;
      past.push(present);
      lastMs = Number.NEGATIVE_INFINITY;
      return place;
    },
    map(change) {
      for (const places of [past, future]) places.splice(0, places.length, ...places.map(change));
    },
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
  };
}
