// Ties the hands on the timeline to what they do: hover, select, mark an area, pan, zoom.

import type { Selection } from '../../src/protocol/timelineSource.ts';
import { extentOf, type Pill } from '../draw/pills.ts';
import { rowAt, timeAt } from '../draw/scale.ts';
import { pickAt } from '../input/pick.ts';
import { listenToPointer } from '../input/pointer.ts';
import type { Navigation } from '../state/navigation.ts';
import type { SelectControl } from '../state/selecting.ts';
import type { TileStore } from '../state/tileStore.ts';
import type { Store, ViewState } from '../state/viewState.ts';
import type { Hovering } from './hovering.ts';
import type { LanesView } from './lanesView.ts';

export interface PointerParts {
  readonly store: Store<ViewState>;
  readonly navigation: Navigation;
  readonly selecting: SelectControl;
  readonly lanes: LanesView;
  readonly tiles: TileStore;
  readonly hovering: Hovering;
  readonly failed: (error: unknown) => void;
  readonly doubleClick: (selection: Selection) => void;
}

export function connectPointer({ store, navigation, selecting, lanes, tiles, hovering, failed, doubleClick }: PointerParts): void {
  const tileNow = () => tiles.tileFor(store.get().generation);
  const pickNow = (x: number, y: number) => {
    const tile = tileNow();
    return tile === null ? null : pickAt(tile, lanes.scale(), x, y);
  };
  const zoomToPill = (pill: Pill): void => {
    const tile = tileNow();
    if (tile !== null) navigation.fit(extentOf(pill, tile));
  };

  listenToPointer(lanes.timeline, {
    hover(x, y) {
      const pick = pickNow(x, y);
      lanes.timeline.classList.toggle('over', pick !== null);
      store.update({ cursorNs: timeAt(lanes.scale(), x) });
      hovering.over(pick, x, y, tileNow());
    },
    leave() {
      hovering.leave();
      store.update({ cursorNs: null });
    },
    click(x, y) {
      hovering.leave();
      const pick = pickNow(x, y);
      if (pick === null) selecting.clear();
      else if (pick.kind === 'pill') zoomToPill(pick.pill);
      else {
        // Arrows and pills span rows; everything else is met on the row of the click.
        const row = pick.selection.kind === 'message' ? {} : { row: rowAt(lanes.scale(), y) };
        void selecting.select(pick.selection, { reveal: 'no', ...row }).catch(failed);
      }
    },
    doubleClick(x, y) {
      const pick = pickNow(x, y);
      if (pick?.kind === 'thing') doubleClick(pick.selection);
    },
    mark(fromX, toX, done) {
      const scale = lanes.scale();
      const [fromNs, toNs] = [timeAt(scale, Math.min(fromX, toX)), timeAt(scale, Math.max(fromX, toX))];
      store.update({ range: { fromNs, toNs }, cursorNs: done ? timeAt(scale, toX) : null });
    },
    pan(byX, byY) {
      if (byX !== 0) navigation.panByTime(byX * lanes.scale().nsPerPixel);
      if (byY !== 0) lanes.scrollBy(byY);
    },
    zoom: (x, factor) => navigation.zoom(factor, timeAt(lanes.scale(), x)),
    scroll: (byY) => lanes.scrollBy(byY),
  });
}
