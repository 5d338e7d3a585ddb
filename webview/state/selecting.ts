// Selecting: asks what the selected thing is and where it stands, unfolds what hides it, brings it into sight.

import type { Place, Selection, TimelineSource } from '../../src/protocol/timelineSource.ts';
import type { FoldControl } from './folding.ts';
import type { Navigation } from './navigation.ts';
import { fitInterval, revealInterval, spanOf } from './timeWindow.ts';
import type { Store, ViewState } from './viewState.ts';

interface SelectOptions {
  /** `pan` brings it into sight; `zoom` also goes near enough to see it: for jumps from a list or a link. */
  readonly reveal: 'no' | 'pan' | 'zoom';
  /** The row on which the person met it, when it stands on several: a slice is on its task's row and on its thread's. */
  readonly row?: number;
}

export interface SelectControl {
  /** Selects and shows the detail. */
  select(selection: Selection, options: SelectOptions): Promise<void>;
  clear(): void;
  /** Selects a neighbour of the selection, if it has one. */
  step(direction: 'next' | 'previous' | 'cause' | 'effect'): Promise<boolean>;
}

export function createSelectControl(
  store: Store<ViewState>,
  source: TimelineSource,
  navigation: Navigation,
  folds: FoldControl,
): SelectControl {
  const bringIntoSight = (place: Place, mayZoom: boolean): void => {
    const { window } = store.get();
    const length = place.toNs - place.fromNs;
    const unseen = mayZoom && length > 0 && length < spanOf(window) / 2000;
    // Too narrow to be seen at this zoom: go close enough to see it and what is around it.
    const next = unseen
      ? fitInterval({ fromNs: place.fromNs - length * 20, toNs: place.toNs + length * 20 }, navigation.bounds)
      : revealInterval(window, place, navigation.bounds);
    if (next !== window) navigation.goTo(next);
    if (place.row >= 0) navigation.scrollToRow(place.row);
  };
  const findPlace = async (selection: Selection): Promise<Place> => {
    const place = await source.place(selection);
    if (place.row >= 0 || place.lanes.length === 0) return place;
    await folds.open(place.lanes);
    return source.place(selection);
  };
  const select = async (selection: Selection, { reveal, row }: SelectOptions): Promise<void> => {
    if (reveal !== 'no') navigation.remember();
    store.update({ selection, place: null });
    const [detail, found] = await Promise.all([
      source.detail(selection),
      reveal !== 'no' && row === undefined ? findPlace(selection) : source.place(selection),
    ]);
    // Overtaken by another selection.
    if (store.get().selection !== selection) return;
    const place = row === undefined ? found : { ...found, row };
    store.update({ detail, place });
    if (reveal !== 'no') bringIntoSight(place, reveal === 'zoom');
  };

  return {
    select,
    clear: () => store.update({ selection: null, detail: null, place: null, range: null }),
    async step(direction) {
      const { selection } = store.get();
      if (selection === null) return false;
      const neighbour = await source.neighbour(selection, direction);
      if (neighbour === null) return false;
      await select(neighbour, { reveal: 'pan' });
      return true;
    },
  };
}
