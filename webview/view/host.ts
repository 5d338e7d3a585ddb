// What the view asks of the page or editor that it stands in.

import type { Folding, Selection, SourcePlace, TimelineSource } from '../../src/protocol/timelineSource.ts';
import type { KeyBindings } from '../input/commands.ts';
import type { TimeWindow } from '../state/timeWindow.ts';

/** Where a view stands: enough to stand there again. */
export interface Standpoint {
  readonly window: TimeWindow;
  readonly scrollTop: number;
  readonly folding: Folding;
  readonly selection: Selection | null;
  /** How many events the trace had: in one with another number the rest means something else. */
  readonly events: number;
}

/** The trace as it is now, ready to take the place of the one in view. */
interface NewestTrace {
  readonly source: TimelineSource;
  /** From here on the view's own source answers from it. */
  take(): void;
  drop(): void;
}

/** A trace whose program still runs. */
export interface LiveTrace {
  /** Calls back when there is more to take; `live` is false when nothing will follow. */
  onGrown(listener: (live: boolean) => void): void;
  /** Opens all there is beside what the view shows, whose source stays as it is. */
  openNewest(): Promise<NewestTrace>;
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
  /** Null when the trace is finished, as it always is on a page. */
  readonly live: LiveTrace | null;
}
