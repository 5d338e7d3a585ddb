// Where a person stands in a view, and standing there again: after the tab was hidden or the window reloaded, though the trace may have grown.

import type { Overview } from '../../src/protocol/timelineSource.ts';
import { createFollowing, type Following } from '../state/following.ts';
import type { TimeWindow } from '../state/timeWindow.ts';
import { nothingFolded, type ViewState } from '../state/viewState.ts';
import type { Standpoint, ViewHost } from './host.ts';

export function standpointOf(state: ViewState, { counts }: Overview, generation: number, following: Following): Standpoint {
  const { window, scrollTop, folding, selection } = state;
  return { window, scrollTop, folding, selection, events: counts.events, generation, following: following.on };
}

/** Where the person stood, in the indexes of the trace as it is now; null when it is another one. */
export async function standAgain({ standpoint, live }: ViewHost, events: number): Promise<Standpoint | null> {
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
