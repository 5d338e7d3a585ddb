// Following a program that still runs: takes what has been recorded since, unless the person is looking closely.

import type { Minimap, Overview } from '../../src/protocol/timelineSource.ts';
import { button } from '../dom/element.ts';
import { carryFolding } from '../state/carryFolding.ts';
import type { SelectControl } from '../state/selecting.ts';
import type { TileStore } from '../state/tileStore.ts';
import { nothingFolded, type Store, type ViewState } from '../state/viewState.ts';
import type { LiveTrace } from './host.ts';

export interface GrowthParts {
  readonly store: Store<ViewState>;
  readonly tiles: TileStore;
  readonly selecting: SelectControl;
  readonly minimapColumns: number;
  /** Takes over the rest of the page when rows and source are those of the trace as it is now. */
  readonly grown: (overview: Overview, minimap: Minimap) => void;
  readonly failed: (error: unknown) => void;
}

const words = {
  live: { text: '● live', title: 'Shows what is being recorded; press to pause' },
  paused: { text: '❚❚ paused', title: 'The program runs on; press to follow it again' },
  ended: { text: 'ended', title: 'The program has ended; press to show the rest' },
} as const;

/**
 * A button that says whether the view follows. A selection pauses: numbers of slices mean something else in a trace that has
 * grown, and nothing should move under the person's hands.
 */
export function followGrowth(trace: LiveTrace, parts: GrowthParts): HTMLButtonElement {
  const { store, selecting, failed } = parts;
  let following = true;
  let ended = false;
  let waiting = false;
  let taking = false;

  const chip = button({ class: 'live' }, () => {
    following = !following;
    if (following) selecting.clear();
    show();
    take();
  });
  const show = (): void => {
    const { text, title } = ended ? words.ended : following ? words.live : words.paused;
    chip.textContent = text;
    chip.title = title;
    chip.setAttribute('aria-label', title);
    // Nothing is left to follow.
    chip.hidden = ended && !waiting && !taking;
  };
  const take = (): void => {
    if (!following || !waiting || taking) return;
    waiting = false;
    taking = true;
    takeOver(trace, parts, () => following)
      .then((taken) => {
        waiting ||= !taken;
      }, failed)
      .finally(() => {
        taking = false;
        show();
        take();
      });
  };

  trace.onGrown((live) => {
    ended = !live;
    waiting = true;
    show();
    take();
  });
  store.subscribe((now, before) => {
    if (ended || now.selection === null || now.selection === before.selection) return;
    following = false;
    show();
  });
  show();
  return chip;
}

/** False when the person has begun to look closely meanwhile: then nothing changes. */
async function takeOver(trace: LiveTrace, { store, tiles, grown, minimapColumns }: GrowthParts, mayTake: () => boolean): Promise<boolean> {
  const { source, take, drop } = await trace.openNewest();
  const [overview, minimap, unfolded] = await Promise.all([source.overview(), source.minimap(minimapColumns), source.rows(nothingFolded)]);
  const before = store.get();
  const folding = carryFolding(before.folding, before.rows, unfolded.rows);
  const { rows, generation } = await source.rows(folding);
  // Asked at the very end: what follows happens at once.
  if (!mayTake() || store.get().folding !== before.folding) {
    drop();
    return false;
  }
  take();
  tiles.renew(generation);
  store.update({ folding, rows, generation });
  grown(overview, minimap);
  return true;
}
