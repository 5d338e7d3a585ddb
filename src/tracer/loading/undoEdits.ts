// The person's own text of a part of instrumented source.

import { type Edit, textOf } from '../../model/edits.ts';

/**
 * @param text - what stands at `start` of the instrumented source, possibly with its types blanked out
 * @returns the same with every edit undone; what Node did to the rest stays
 */
export function undoEdits(text: string, start: number, source: string, edits: readonly Edit[], firstSite: number): string {
  const end = start + text.length;
  let original = '';
  let done = start;
  let shift = 0;
  for (let index = 0; index < edits.length; index++) {
    const edit = edits[index]!;
    const from = edit.at + shift;
    if (from >= end) break;
    const added = textOf(edit, firstSite).length;
    shift += added - edit.remove;
    const to = Math.min(from + added, end);
    if (to <= start) continue;
    if (from >= done) original += text.slice(done - start, from - start) + source.slice(edit.at, edit.at + edit.remove);
    done = Math.max(done, to);
  }
  // Types at the end of an arrow's body are none of the function's text.
  return (original + text.slice(done - start)).trimEnd();
}
