// Columns and texts of instrumented source lead back to the original.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '../../../../src/model/edits.ts';
import { EditedColumns } from '../../../../src/tracer/loading/editedColumns.ts';
import { lineStarts } from '../../../../src/tracer/loading/lines.ts';
import { undoEdits } from '../../../../src/tracer/loading/undoEdits.ts';

interface Edited {
  readonly source: string;
  readonly edits: readonly Edit[];
  readonly firstSite: number;
}

/** Lower case is the person's, upper case ours; no edit touches a line break. */
const edited: fc.Arbitrary<Edited> = fc
  .record({
    words: fc.array(
      fc.record({
        kept: fc.stringMatching(/^[a-z ]{0,5}[\n\r]?$/),
        cut: fc.stringMatching(/^[a-z]{0,3}$/),
        text: fc.stringMatching(/^[A-Z\0]{0,6}$/),
      }),
      { maxLength: 12 },
    ),
    tail: fc.stringMatching(/^[a-z\n]{0,8}$/),
    firstSite: fc.integer({ min: 1, max: 2_000_000 }),
  })
  .map(({ words, tail, firstSite }) => {
    let source = '';
    let sites = 0;
    const edits: Edit[] = [];
    for (const { kept, cut, text } of words) {
      source += `${kept}.`;
      const numbers = [...text].filter((unit) => unit === '\0').map(() => sites++);
      edits.push({ at: source.length, remove: cut.length, text, ...(numbers.length > 0 ? { sites: numbers } : {}) });
      source += cut;
    }
    return { source: `${source}.${tail}`, edits, firstSite };
  });

describe('undoEdits', () => {
  it('gives the original of the whole', () => {
    fc.assert(
      fc.property(edited, ({ source, edits, firstSite }) => {
        expect(undoEdits(applyEdits(source, edits, firstSite), 0, source, edits, firstSite)).toBe(source.trimEnd());
      }),
    );
  });

  it('gives the original of any part between two places of the original', () => {
    fc.assert(
      fc.property(edited, fc.nat(), fc.nat(), ({ source, edits, firstSite }, first, second) => {
        const code = applyEdits(source, edits, firstSite);
        // The dots stand beside every edit and belong to none.
        const places = [...source.matchAll(/\./g)].map(({ index }) => index);
        const inCode = [...code.matchAll(/\./g)].map(({ index }) => index);
        const [from, to] = [first % places.length, second % places.length].sort((a, b) => a - b);
        const text = code.slice(inCode[from], inCode[to] + 1);
        expect(undoEdits(text, inCode[from], source, edits, firstSite)).toBe(source.slice(places[from], places[to] + 1));
      }),
    );
  });

  it('keeps what Node did to the rest, and ends where the function ends', () => {
    const source = 'const f = async (x: T) => x as T;';
    const edits = [
      { at: 26, remove: 0, text: '{try{return ' },
      { at: 32, remove: 0, text: '}finally{}}' },
    ];
    const stripped = 'async (x   ) => {try{return x     }finally{}}';
    expect(undoEdits(stripped, 10, source, edits, 1)).toBe('async (x   ) => x');
  });
});

describe('EditedColumns', () => {
  it('leads every place of the original back to itself, on its own line', () => {
    fc.assert(
      fc.property(edited, ({ source, edits, firstSite }) => {
        const code = applyEdits(source, edits, firstSite);
        const columns = new EditedColumns(source, edits, firstSite);
        const position = (text: string, offset: number): readonly [number, number] => {
          const starts = lineStarts(text);
          const line = starts.findLastIndex((start) => start <= offset);
          return [line + 1, offset - starts[line] + 1];
        };
        const inCode = [...code.matchAll(/\./g)].map(({ index }) => position(code, index));
        const inSource = [...source.matchAll(/\./g)].map(({ index }) => position(source, index));
        expect(inCode.map(([line, column]) => [line, columns.originalColumn(line, column)])).toEqual(inSource);
      }),
    );
  });

  it('counts what was inserted as the place where it stands', () => {
    const columns = new EditedColumns('ab', [{ at: 1, remove: 0, text: 'XYZ' }], 1);
    expect([1, 2, 3, 4, 5, 6].map((column) => columns.originalColumn(1, column))).toEqual([1, 2, 2, 2, 2, 3]);
  });
});
