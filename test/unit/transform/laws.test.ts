// Laws of the edits and of the marks, over random programs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, textOf } from '../../../src/model/edits.ts';
import { instrument, transformed } from './instrument.ts';
import { program } from './randomProgram.ts';
import { listen, runProgram } from './taskModel.ts';

const javascript = { fileName: 'program.mjs', format: 'module', typescript: false } as const;
const inFunction = (body: string): string => `async function main() {${body}}`;

describe('the edits of any program', () => {
  it('follow one another without overlap, in ASCII, and keep every line break', () => {
    fc.assert(
      fc.property(program, (body) => {
        const source = inFunction(body);
        let end = -1;
        for (const edit of transformed(source, javascript)!.edits) {
          expect(edit.at).toBeGreaterThan(end);
          end = edit.at + edit.remove;
          expect(source.slice(edit.at, end) + edit.text).not.toMatch(/[\n\r\u2028\u2029]|[^\p{ASCII}]/u);
        }
        expect(end).toBeLessThanOrEqual(source.length);
      }),
    );
  });

  it('give back the source when what they inserted is taken out', () => {
    fc.assert(
      fc.property(program, (body) => {
        const source = inFunction(body);
        const { edits } = transformed(source, javascript)!;
        let code = applyEdits(source, edits, 1);
        for (const edit of [...edits].reverse()) {
          const at = edit.at + edits.reduce((sum, other) => (other.at < edit.at ? sum + textOf(other, 1).length - other.remove : sum), 0);
          code = code.slice(0, at) + source.slice(edit.at, edit.at + edit.remove) + code.slice(at + textOf(edit, 1).length);
        }
        expect(code).toBe(source);
      }),
    );
  });
});

describe('an instrumented random program', () => {
  it('does what it did, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (body) => {
        const source = inFunction(body);
        const plain = await runProgram(source, null);
        expect(await runProgram(instrument(source, javascript), listen())).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  it('marks every suspension and every way on: after each statement the task that runs is known', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (body) => {
        const marks = listen();
        await runProgram(instrument(inFunction(body), javascript), marks);
        expect(marks.mistakes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
