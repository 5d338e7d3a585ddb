// From a column of instrumented source back to the person's own. Edits keep every line break, so a line maps to itself.

import { type Edit, textOf } from '../../model/edits.ts';
import { lineStarts } from './lines.ts';

interface LineEdit {
  /** Offset in the original line. */
  readonly at: number;
  readonly added: number;
  readonly removed: number;
}

/** Built at the first question: most files are never in a stack. */
export class EditedColumns {
  readonly #lines: ReadonlyMap<number, readonly LineEdit[]>;

  constructor(source: string, edits: readonly Edit[], firstSite: number) {
    const starts = lineStarts(source);
    const lines = new Map<number, LineEdit[]>();
    let line = 0;
    for (let index = 0; index < edits.length; index++) {
      const edit = edits[index]!;
      while (line + 1 < starts.length && starts[line + 1] <= edit.at) line++;
      const lineEdit = { at: edit.at - starts[line], added: textOf(edit, firstSite).length, removed: edit.remove };
      const others = lines.get(line + 1);
      if (others === undefined) lines.set(line + 1, [lineEdit]);
      else others.push(lineEdit);
    }
    this.#lines = lines;
  }

  isEdited(line: number): boolean {
    return this.#lines.has(line);
  }

  /** Both from 1. What we inserted counts as the place where it was inserted. */
  originalColumn(line: number, column: number): number {
    let shift = 0;
    const edits = this.#lines.get(line) ?? [];
    for (let index = 0; index < edits.length; index++) {
      const { at, added, removed } = edits[index]!;
      const start = at + shift;
      if (start > column - 1) break;
      if (column - 1 < start + added) return at + 1;
      shift += added - removed;
    }
    return column - shift;
  }
}
