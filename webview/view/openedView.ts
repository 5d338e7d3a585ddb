// What a view starts with: what the source says of its trace, and where the person stood before.

import type { Folding, Minimap, Overview, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { createFollowing, type Following } from '../state/following.ts';
import type { TimeWindow } from '../state/timeWindow.ts';
import { nothingFolded, type ViewState } from '../state/viewState.ts';
import type { Standpoint, ViewHost } from './host.ts';

export const minimapColumns = 1200;

export interface OpenedView {
  readonly overview: Overview;
  readonly minimap: Minimap;
  readonly list: Awaited<ReturnType<TimelineSource['rows']>>;
  readonly folding: Folding;
  /** Where to stand again; null at the beginning. */
  readonly standpoint: Standpoint | null;
  /** Of the trace, when it grows. */
  readonly generation: number;
}

/** Rejects when the source cannot say what it holds. */
export async function openView(source: TimelineSource, host: ViewHost): Promise<OpenedView> {
  const generation = host.live === null ? 0 : await host.live.advance();
  const overview = await source.overview();
  const standpoint = await standAgain(host, overview.counts.events);
  const folding = standpoint?.folding ?? nothingFolded;
  return { ...(await askAll(source, folding)), folding, standpoint, generation };
}

/** Where the person stood, in the indexes of the trace as it is now; null when it is another one. */
async function standAgain({ standpoint, live }: ViewHost, events: number): Promise<Standpoint | null> {
  if (standpoint === null || standpoint.events === events) return standpoint;
  if (live === null || standpoint.generation === 0) return null;
  const { window, scrollTop, following, generation, folding, selection } = standpoint;
  const held = { generation, folding, selections: selection === null ? [] : [selection] };
  // A reader that has started anew knows the generation no more: times stay what they are, indexes don't.
  const carried = await live.carry(held).catch(() => ({ folding: nothingFolded, selections: [] }));
  return { window, scrollTop, following, folding: carried.folding, selection: carried.selections[0] ?? null, events, generation };
}

/** A new view of a run that records follows it; one that is opened again follows if it did. */
export function followAgain(standpoint: Standpoint | null, live: boolean, bounds: TimeWindow): Following {
  const following = createFollowing(live && standpoint?.following !== false);
  // A window that began with the run showed all of it, as it shall now.
  if (following.on && standpoint !== null) following.start(standpoint.window, standpoint.window.fromNs <= 0 ? standpoint.window : bounds);
  return following;
}

/** All that a page shows before the first tile. */
export async function askAll(source: TimelineSource, folding: Folding): Promise<Pick<OpenedView, 'overview' | 'minimap' | 'list'>> {
  const [overview, minimap, list] = await Promise.all([source.overview(), source.minimap(minimapColumns), source.rows(folding)]);
  return { overview, minimap, list };
}

/** The state of a view that nobody has touched; `all` is the window of the whole run. */
export function firstState({ list, standpoint, folding }: OpenedView, all: ViewState['window']): ViewState {
  return {
    window: standpoint?.window ?? all,
    scrollTop: standpoint?.scrollTop ?? 0,
    folding,
    rows: list.rows,
    generation: list.generation,
    selection: null,
    place: null,
    detail: null,
    range: null,
    cursorNs: null,
  };
}

export function standpointOf({
  window,
  scrollTop,
  folding,
  selection,
}: ViewState): Pick<Standpoint, 'window' | 'scrollTop' | 'folding' | 'selection'> {
  return { window, scrollTop, folding, selection };
}

/** Whether nothing has changed that stands in the scene itself. */
export function onlyPointerMoved(now: ViewState, before: ViewState): boolean {
  return (
    now.window === before.window &&
    now.scrollTop === before.scrollTop &&
    now.rows === before.rows &&
    now.detail === before.detail &&
    now.selection === before.selection &&
    now.place === before.place &&
    now.folding === before.folding
  );
}
