// What a view starts with: what the source says of its trace, and where the person stood before.

import type { Folding, Minimap, Overview, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { nothingFolded, type ViewState } from '../state/viewState.ts';
import type { Standpoint, ViewHost } from './host.ts';
import { standAgain } from './standpoint.ts';

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

/** Before the source has said what it holds. */
export const nothingOpened: OpenedView = {
  overview: {
    title: '',
    startedAt: '',
    level: 'full',
    durationNs: 0,
    counts: { machines: 0, processes: 0, threads: 0, tasks: 0, slices: 0, messages: 0, events: 0, lost: 0, lostAtMost: 0 },
    isPart: false,
    ended: null,
    failed: false,
    gaps: [],
  },
  minimap: { series: [], alarms: [] },
  list: { rows: [], generation: 0 },
  folding: nothingFolded,
  standpoint: null,
  generation: 0,
};

/** Rejects when the source cannot say what it holds. */
export async function openView(source: TimelineSource, host: ViewHost): Promise<OpenedView> {
  const { live } = host;
  if (host.standpoint === null) {
    // Asked in one go: each way there and back may meet a source that is busy.
    const [generation, all] = await Promise.all([live?.advance() ?? 0, askAll(source, nothingFolded)]);
    return { ...all, folding: nothingFolded, standpoint: null, generation };
  }
  const generation = live === null ? 0 : await live.advance();
  const overview = await source.overview();
  const standpoint = await standAgain(host, overview.counts.events);
  const folding = standpoint?.folding ?? nothingFolded;
  return { ...(await askAll(source, folding)), folding, standpoint, generation };
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
