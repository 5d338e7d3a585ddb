// Folding: which lanes are open, and the rows that follow from it.

import type { Folding, TimelineSource } from '../../src/protocol/timelineSource.ts';
import type { Store, ViewState } from './viewState.ts';

export interface FoldControl {
  toggleLane(lane: number): Promise<void>;
  /** Shows a group one task a row, or packs it again. */
  toggleExpanded(lane: number): Promise<void>;
  toggleIdle(): Promise<void>;
  /** Opens lanes that are folded, outermost first. */
  open(lanes: readonly number[]): Promise<void>;
  /** True while the source may already count rows in another way than the view does. */
  readonly pending: boolean;
}

export function createFoldControl(store: Store<ViewState>, source: TimelineSource): FoldControl {
  let pending = 0;
  const apply = async (folding: Folding): Promise<void> => {
    pending++;
    store.update({ folding });
    try {
      const { rows, generation } = await source.rows(folding);
      store.update({ rows, generation });
    } finally {
      pending--;
    }
    // Rows moved: what is selected stands somewhere else.
    const { selection } = store.get();
    if (selection === null) return;
    const place = await source.place(selection);
    if (store.get().selection === selection) store.update({ place });
  };
  const toggled = (list: readonly number[], lane: number): readonly number[] =>
    list.includes(lane) ? list.filter((each) => each !== lane) : [...list, lane];

  return {
    toggleLane: (lane) => apply({ ...store.get().folding, toggled: toggled(store.get().folding.toggled, lane) }),
    toggleExpanded: (lane) => apply({ ...store.get().folding, expanded: toggled(store.get().folding.expanded, lane) }),
    toggleIdle: () => apply({ ...store.get().folding, hideIdle: !store.get().folding.hideIdle }),
    open: (lanes) => apply({ ...store.get().folding, toggled: lanes.reduce(toggled, store.get().folding.toggled), hideIdle: false }),
    get pending() {
      return pending > 0;
    },
  };
}
