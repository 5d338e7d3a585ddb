// What the view asks of the page or editor that it stands in.

import type { SourcePlace } from '../../src/protocol/timelineSource.ts';
import type { KeyBindings } from '../input/commands.ts';

export interface ViewHost {
  /** Shows a place of the source: in the editor, or as well as a page can. Returns what to tell the person, or null. */
  revealSource(place: SourcePlace): Promise<string | null>;
  copy(text: string): Promise<void>;
  readonly keys: KeyBindings;
}
