// Tails: which awaits are marked as the last that their function does.

import { describe, expect, it } from 'vitest';
import { instrument } from './instrument.ts';

/** The arguments of the awaits that are tails of `async () => { body }`, in source order. */
function tailsOf(body: string): readonly string[] {
  const code = instrument(`export const f = async (a, b) => { ${body} };`);
  return [...code.matchAll(/__tc\$\.q\(__tc\$c,await __tc\$\.s\(__tc\$c,\d+,(\w+)/g)].map((match) => match[1]!);
}

describe('a tail', () => {
  it.each([
    ['await x;', ['x']],
    ['return await x;', ['x']],
    ['const y = await x; return y;', ['x']],
    ['await w; await x; return 1;', ['x']],
    ['return (await x) + a;', ['x']],
    ['return -(await x)!;', ['x']],
    ['b = await x; return a && b;', ['x']],
    ['if (a) return await x; g(); return await y;', ['x', 'y']],
    ['if (a) { await x; } else { await y; return; }', ['x', 'y']],
    ['await x; function g() {}', ['x']],
  ])('is found in %s', (body, tails) => {
    expect(tailsOf(body)).toEqual(tails);
  });

  it.each([
    'await x; g();',
    'return (await x).y;',
    'return g(await x);',
    'return g(1) + (await x) + g(2);',
    'return (await x) instanceof a;',
    'const { y } = await x; return y;',
    'using d = a; await x;',
    'if (a) { await using d = a; return await x; }',
    'while (a) await x;',
    'try { return await x; } finally { g(); }',
    'if (a) { await x; } g();',
    'await x; const y = g();',
    'const y = await x, z = g();',
    'return [await x];',
  ])('is not seen in %s', (body) => {
    expect(tailsOf(body)).toEqual([]);
  });

  it('is none of an async generator, whose end is not that of its last await', () => {
    expect(instrument('export async function* g() { await x; }')).not.toContain('.q(');
  });

  it('is found in a function that is an expression', () => {
    expect(instrument('export const f = async () => (await x)')).toContain('.q(');
  });
});
