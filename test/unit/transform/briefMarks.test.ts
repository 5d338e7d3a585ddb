// Brief marks: after which of a function's marks the next one comes without time.

import { describe, expect, it } from 'vitest';
import { instrument } from './instrument.ts';

/** The arguments of the awaits of `async () => { body }` that go on briefly, in source order. */
function briefIn(body: string): readonly string[] {
  const code = instrument(`export const f = async (a, b) => { ${body} };`);
  return [...code.matchAll(/__tc\$\.q\(__tc\$c,await __tc\$\.s\(__tc\$c,\d+,(\w+)/g)].map((match) => match[1]!);
}

describe('an await goes on briefly', () => {
  it.each([
    ['await x;', ['x']],
    ['return await x;', ['x']],
    ['const y = await x; return y;', ['x']],
    ['await w; await x; return 1;', ['w', 'x']],
    ['return (await x) + a;', ['x']],
    ['return -(await x)!;', ['x']],
    ['b = await x; return a && b;', ['x']],
    ['if (a) return await x; g(); return await y;', ['x', 'y']],
    ['if (a) { await x; } else { await y; return; }', ['x', 'y']],
    ['await x; function g() {}', ['x']],
    ['await x; await y; g();', ['x']],
    ['for (let i = 0; i < a; i++) b += await x;', ['x']],
    ['while (a) await x;', ['x']],
    ['while (a) { if (b) break; await x; }', ['x']],
    ['await x; b = a ? await y : a;', ['x', 'y']],
    ['await x; const g = () => h();', ['x']],
  ])('in %s', (body, brief) => {
    expect(briefIn(body)).toEqual(brief);
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
    'while (a) { await x; g(); }',
    'await x; while (a) b++;',
    'await x; for (;;) { if (a) continue; await g(); }',
    'await x; for (const y of a) await g(y);',
    'await x; a.b = 1;',
    'await x; h.g(1);',
    'try { return await x; } finally { g(); }',
    'if (a) { await x; } g();',
    'await x; const y = g();',
    'const y = await x, z = g();',
    'return [await x];',
  ])('not in %s', (body) => {
    expect(briefIn(body)).toEqual([]);
  });

  it('not in an async generator, whose end is not that of its last await', () => {
    expect(instrument('export async function* g() { await x; }')).not.toContain('.q(');
  });

  it('in a function that is an expression', () => {
    expect(instrument('export const f = async () => (await x)')).toContain('.q(');
  });
});

const load = 'async function load(id) { g(); }';

describe('a function begins briefly', () => {
  it.each(['await x; g();', 'const y = a; return await load(y);', 'if (a) return b; await load(1);', 'return a + 1;'])('in %s', (body) => {
    expect(instrument(`${load} export const f = async (a, b) => { ${body} };`)).toContain('__tc$.b(');
  });

  it.each(['g(); await x;', 'await g();', 'await load(g());', 'if (a) g(); await x;', 'try { await x; } catch {}', 'await load(...a);'])(
    'not in %s',
    (body) => {
      expect(instrument(`${load} export const f = async (a, b) => { ${body} };`)).not.toContain('.b(');
    },
  );
});

describe('an await of a known function', () => {
  const awaits = 'const f = async () => { g(); await load(1); };';
  it.each([`${load} ${awaits}`, `export ${load} ${awaits}`, `${awaits} export default ${load}`])('is told in %s', (source) => {
    expect(instrument(source)).toContain('.w(');
  });

  it.each([
    `${load} const f = async () => { const y = load(1); await y; };`,
    `${load} const f = async () => { await load(...a); };`,
    `${load} ${awaits} load = g;`,
    `${load} ${awaits} [load] = a;`,
    `${load} ${awaits} for (load of a) g();`,
    `${load} ${awaits} function h(load) {}`,
    `${load} ${awaits} { class load {} }`,
    `${load} ${awaits} eval('load = 1');`,
    `async function load({ a }) { g(); } ${awaits}`,
    `async function load(a = g()) { g(); } ${awaits}`,
    `async function* load(a) { g(); } ${awaits}`,
    `function load(a) { g(); } ${awaits}`,
    `import { load } from 'a'; ${awaits}`,
    `{ ${load} } ${awaits}`,
  ])('is no matter in %s', (source) => {
    expect(instrument(source)).not.toContain('.w(');
  });
});
