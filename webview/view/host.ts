// What the view asks of the page or editor that it stands in.

import type { LiveSource } from '../../src/protocol/liveSource.ts';
import type { Folding, Selection, SourcePlace } from '../../src/protocol/timelineSource.ts';
import type { KeyBindings } from '../input/commands.ts';
import type { TimeWindow } from '../state/timeWindow.ts';

/** Where a view stands: enough to stand there again. */
export interface Standpoint {
  readonly window: TimeWindow;
  readonly scrollTop: number;
  readonly folding: Folding;
  readonly selection: Selection | null;
  /** How many events the trace had: in one with another number indexes mean something else. */
  readonly events: number;
  /** Of a trace that grew, as its source counts: what the indexes belong to. 0 for one that didn't. */
  readonly generation: number;
  /** Whether the window went with the end of what was recorded. */
  readonly following: boolean;
}

export interface ViewHost {
  /** Shows a place of the source: in the editor, or as well as a page can. Returns what to tell the person, or null. */
  revealSource(place: SourcePlace): Promise<string | null>;
  copy(text: string): Promise<void>;
  readonly keys: KeyBindings;
  /** What a double click on a thing does: an editor stands beside its source, a page does not. */
  readonly doubleClick: 'zoom' | 'source';
  /** Where this trace's view stood before a tab was hidden or a window reloaded; null when it is new. */
  readonly standpoint: Standpoint | null;
  remember(standpoint: Standpoint): void;
  /** The source of the view, when its program still runs; null when the trace is finished, as it always is on a page. */
  readonly live: LiveSource | null;
}
