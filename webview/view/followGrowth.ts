// Showing a run that still records: hears that there is more, takes it, and changes the page over in one step.

import type { LiveSource, TraceChange } from '../../src/protocol/liveSource.ts';
import type { Minimap, Overview, Selection } from '../../src/protocol/timelineSource.ts';
import { rowHeight } from '../draw/scale.ts';
import type { Following } from '../state/following.ts';
import type { Navigation } from '../state/navigation.ts';
import type { Sight, TileStore } from '../state/tileStore.ts';
import { createTurns } from '../state/turns.ts';
import { nothingFolded, type Store, type ViewState } from '../state/viewState.ts';

/** What the page says of the recording. */
export interface GrowthState {
  /** True while more may come. */
  readonly live: boolean;
  /** The page stands still although there may be more. What was already being taken when the person asked for it still comes. */
  readonly paused: boolean;
  /** The newest news, also while the page stands still. */
  readonly change: TraceChange;
}

export interface GrowthParts {
  readonly store: Store<ViewState>;
  readonly navigation: Navigation;
  readonly following: Following;
  readonly tiles: TileStore;
  readonly minimapColumns: number;
  sight(): Sight;
  /** Takes over the rest of the page; rows, window and selection are those of the grown trace already. */
  grown(overview: Overview, minimap: Minimap): void;
  changed(): void;
  failed(error: unknown): void;
}

export interface Growth {
  readonly state: GrowthState;
  /** Of the trace on the page. */
  readonly generation: number;
  /** True while the source may answer from another trace than the page shows. */
  readonly taking: boolean;
  /** Lets the page stand still, or go on. */
  togglePause(): void;
  /**
   * Does what asks for several things of the trace without the trace changing in between.
   * @param selection - as it is on the page now; `work` gets it as it is when its turn comes
   */
  withSelection(selection: Selection, work: (selection: Selection) => Promise<void>): Promise<void>;
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** @param first - what is on the page already */
export function followGrowth(live: LiveSource, first: TraceChange, parts: GrowthParts): Growth {
  const { store, navigation, following, tiles } = parts;
  const turns = createTurns();
  let state: GrowthState = { live: true, paused: false, change: first };
  /** Of the trace on the page. */
  let generation = first.generation;
  let taking = false;

  const set = (change: Partial<GrowthState>): void => {
    state = { ...state, ...change };
    takeIfDue();
    parts.changed();
  };

  /** Asks for everything first and changes the page then, all at once: nothing flickers. */
  async function takeNewest(): Promise<void> {
    const { folding, selection, rows, scrollTop } = store.get();
    const past = navigation.selections();
    // What is seen at the upper edge stays there, whatever lanes come above it.
    const topRow = Math.min(rows.length - 1, Math.floor(scrollTop / rowHeight));
    const top: Selection[] = topRow > 0 ? [{ kind: 'lane', index: rows[topRow]!.lane }] : [];
    const own: Selection[] = selection === null ? [] : [selection];
    const isPlain = folding.toggled.length + folding.expanded.length === 0;
    // Answered one after the other, so that none waits for the way back of the one before it.
    const [next, carried, overview, minimap, plainList] = await Promise.all([
      live.advance(),
      live.carry({ generation, folding, selections: [...past, ...top, ...own] }),
      live.overview(),
      live.minimap(parts.minimapColumns),
      isPlain ? live.rows(folding) : null,
    ]);
    if (next === generation) return;
    const list = plainList ?? (await live.rows(carried.folding));
    const sight = { ...parts.sight(), rowCount: list.rows.length, generation: list.generation };
    const now = selection === null ? null : (carried.selections.at(-1) ?? null);
    const [putTile, detail, place] = await Promise.all([
      tiles.prepare({ ...sight, endRow: Math.max(sight.endRow, Math.min(list.rows.length, 40)) }),
      now === null ? null : live.detail(now),
      now === null ? null : live.place(now),
    ]);
    generation = next;
    const topLane = top.length === 0 ? null : carried.selections[past.length];
    const movedRows = topLane
      ? list.rows.findIndex(({ lane }) => lane === topLane.index) - rows.findIndex(({ lane }) => lane === top[0]!.index)
      : 0;
    navigation.carry(carried.selections.slice(0, past.length));
    navigation.grow(overview.durationNs, following.on ? following.windowFor(overview.durationNs) : null);
    putTile();
    store.update({
      ...list,
      scrollTop: store.get().scrollTop + movedRows * rowHeight,
      folding: carried.folding,
      selection: now,
      place,
      detail: sameOr(store.get().detail, detail),
    });
    parts.grown(overview, minimap);
  }

  function takeIfDue(): void {
    if (taking || state.paused || state.change.generation <= generation) return;
    taking = true;
    turns
      .take(takeNewest)
      .catch(parts.failed)
      .finally(() => {
        taking = false;
        parts.changed();
        takeIfDue();
      });
  }

  live.onChange((change) => {
    set({ change, live: change.live });
  });

  return {
    get state() {
      return { ...state, paused: state.paused && !taking };
    },
    get generation() {
      return generation;
    },
    get taking() {
      return taking;
    },
    togglePause() {
      set({ paused: !state.paused });
    },
    withSelection(selection, work) {
      const asked = generation;
      return turns.take(async () => {
        if (asked === generation) return work(selection);
        const { selections } = await live.carry({ generation: asked, folding: nothingFolded, selections: [selection] });
        if (selections[0]) await work(selections[0]);
      });
    },
    take: turns.take,
  };
}

/** A detail that has not changed stays as it is: the person may be reading it, or marking its text. */
function sameOr(before: ViewState['detail'], now: ViewState['detail']): ViewState['detail'] {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
