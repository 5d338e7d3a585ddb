// Selecting and folding while a run still records: each waits for its turn, and means what it meant when the person did it.

import type { FoldControl } from '../state/folding.ts';
import type { SelectControl } from '../state/selecting.ts';
import type { Growth } from './followGrowth.ts';

/** `growth`: null when the trace does not grow, so that nothing has to wait. */
export function selectInTurn(selecting: SelectControl, growth: () => Growth | null): SelectControl {
  return {
    clear: selecting.clear,
    select(selection, options) {
      const growing = growth();
      if (growing === null) return selecting.select(selection, options);
      return growing.withSelection(selection, (now) => selecting.select(now, options));
    },
    step: (direction) => growth()?.take(() => selecting.step(direction)) ?? selecting.step(direction),
  };
}

export function foldInTurn(folds: FoldControl, growth: () => Growth | null): FoldControl {
  const onLane = (lane: number, fold: (lane: number) => Promise<void>): Promise<void> =>
    growth()?.withSelection({ kind: 'lane', index: lane }, ({ index }) => fold(index)) ?? fold(lane);
  return {
    toggleLane: (lane) => onLane(lane, folds.toggleLane),
    toggleExpanded: (lane) => onLane(lane, folds.toggleExpanded),
    toggleIdle: () => growth()?.take(folds.toggleIdle) ?? folds.toggleIdle(),
    open: folds.open,
    get pending() {
      return folds.pending;
    },
  };
}
