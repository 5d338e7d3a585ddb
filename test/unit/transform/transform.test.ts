// What the transform writes, answers and refuses.

import { describe, expect, it } from 'vitest';
import { needsTransform } from '../../../src/model/needsTransform.ts';
import { instrument, transformed } from './instrument.ts';

const body = (code: string): string => `try{${code}}catch(__tc$e){__tc$.c(__tc$c);throw __tc$e}finally{__tc$.x(__tc$c)}`;

describe('the instrumented text', () => {
  it.each([
    ['async function f(a = 1) { g(); }', `async function f(a = 1) {const __tc$c=__tc$.e(1);${body(' g(); ')}}`],
    ['async () => ({})', `async () => {const __tc$c=__tc$.e(1);${body('return __tc$.t(__tc$c,({}))')}}`],
    ['async () => await x', `async () => {const __tc$c=__tc$.b(1);${body('return __tc$.q(__tc$c,await __tc$.s(__tc$c,2,x))')}}`],
    ["async () => { 'use strict' }", `async () => { 'use strict';const __tc$c=__tc$.b(1);${body(' ')}}`],
    ['await x;', '__tc$.r(__tc$.m,await __tc$.s(__tc$.m,1,x));'],
    [
      'l: for await (const v of s) continue l;',
      'try{l: for await (const v of __tc$.f(__tc$.m,1,s)) {__tc$.r(__tc$.m);try{continue l;}finally{__tc$.f(__tc$.m,1)}}}finally{__tc$.r(__tc$.m)}',
    ],
    [
      'try { await x } catch {} finally {}',
      'try { __tc$.r(__tc$.m,await __tc$.s(__tc$.m,1,x)) } catch {__tc$.r(__tc$.m);} finally {__tc$.r(__tc$.m);}',
    ],
    ['setTimeout(f, 5)', 'setTimeout(f, __tc$.k(1,5))'],
    ['Promise.all(a).then(f)', '__tc$.a(Promise.all(__tc$.p(1,a,0))).then(__tc$.k(2,f))'],
    ['Promise.race([Promise.any(a)])', '__tc$.a(Promise.race(__tc$.p(1,[__tc$.a(Promise.any(__tc$.p(2,a,2)))],3)))'],
    ['Atomics.wait(a, 0, 1)', 'Atomics.wait(a, 0, __tc$.k(1,1))'],
  ])('of %s', (source, expected) => {
    expect(instrument(source)).toBe(expected);
  });

  it('marks no handler that a rejection can not reach', () => {
    expect(instrument('async () => { try { g(async () => await 1) } catch { h() } }')).toContain('catch { h() }');
  });

  it('leaves alone a body that declares a function twice, which a block may not', () => {
    const source = 'async function f() { function a() {} var a; await a; }';
    expect(instrument(source, { fileName: 'f.cjs', format: 'commonjs', typescript: false })).toBe(source);
  });
});

describe('transform', () => {
  it.each(['const a = 1;', 'interface A { b: string }', 'import type { A } from "a";'])('answers null to %s', (source) => {
    expect(transformed(source)).toBeNull();
  });

  it.each(['async function (', 'const a = 1; const a = await 2;', 'enum { A }'])('throws a SyntaxError at %s', (source) => {
    expect(() => transformed(source)).toThrow(SyntaxError);
  });

  it('says that a program needs a compiler for its decorators', () => {
    expect(transformed('@dec class A { constructor(@dec private a: number) {} async f() {} }')?.decorators).toBe(true);
    expect(transformed('class A { accessor a = async () => 1 }')?.decorators).toBe(true);
    expect(transformed('/** @dec */ class A { async f() {} }')?.decorators).toBe(false);
  });

  it('keeps TypeScript that another compiler will see, and marks its tasks', () => {
    const code = instrument('enum E { A } namespace N { export const f = async () => <any>1; }', { typescript: false });
    expect(code).toMatch(/^enum E \{ A \} namespace N \{ export const f = async \(\) => \{const __tc\$c/);
  });

  it('reads imports in a .cts file whose format is commonjs', () => {
    expect(instrument("import a = require('a'); a;", { fileName: 'a.cts', format: 'commonjs' })).toBe("const a=require('a'); a;");
  });

  it('makes `import =` work in an ES module', () => {
    const code = instrument("import path = require('node:path'); export const s = path.sep;");
    expect(code).toBe(
      `const path=process.getBuiltinModule("module").createRequire(import.meta.url)('node:path'); export const s = path.sep;`,
    );
  });

  it.each([
    ["import { A, b, C } from './x'; b;", "import {  b,  } from './x'; b;"],
    ["import A from './x';", "import {} from './x';"],
    ["import A, { b } from './x'; b;", "import  { b } from './x'; b;"],
    ["import { A, type B } from './x'; let a: A;", "import {  type B } from './x'; let a: A;"],
    ["import { a } from './x'; export { a };", "import { a } from './x'; export { a };"],
    ["import { a } from './x'; b = { a: 1 }.a;", "import {  } from './x'; b = { a: 1 }.a;"],
  ])('drops imported names that no value uses: %s', (source, expected) => {
    expect(instrument(source)).toBe(expected);
  });

  it.each([
    'a: for (;;) { break a; continue a; }',
    'class C { #a = 1; a = 2; a() { return #a in this && this.#a; } }',
    'function f() { return new.target; }',
    '({ a: 1, a() {} }).a;',
    '((a) => a)(1);',
    '<div a="1"><b.a /></div>;',
  ])('takes no other name for an exported variable: %s', (statement) => {
    const code = instrument(`namespace N { export const a = 0, target = 1, div = 2; ${statement} }`, { fileName: 'a.tsx' });
    expect(code).toContain('__tc$n1.a = 0, __tc$n1.target = 1');
    expect(code).toContain(statement);
  });

  it('sets parameter properties before the initialisers that read them', () => {
    const code = instrument('class A { f = this.x; constructor(private x = 1) {} }');
    expect(code).toBe('class A {x; f ;#__tc$0(){return{["f"]: this.x}["f"]}; constructor(x = 1) {this.x=x;this.f=this.#__tc$0();} }');
  });
});

describe('needsTransform', () => {
  it.each(['/'.repeat(1000), '/* */'.repeat(1000), '\n'.repeat(1000), `constructor ${'import '.repeat(1000)}`])(
    'answers soon to %#',
    (source) => {
      expect(needsTransform(`=${source} a`, true)).toBe(false);
    },
  );

  it.each([
    'const f = async () => 1',
    'p\n // why\n .then(f)',
    'new  /* a */ Promise(f)',
    'process.nextTick(f)',
    '@dec class A {}',
    'class A {\n  @dec() a = 1;\n}',
    'class A { @dec a = 1; m(@dec b) {} }',
    'export @dec class A {}',
    'class A { accessor a = 1 }',
  ])('is true of %s in any language', (source) => {
    expect(needsTransform(source, false)).toBe(true);
  });

  it.each([
    'enum A {}',
    'namespace A { export const a = 1 }',
    'class A { constructor(a = f(), private b: string) {} }',
    "import /* the */ a = require('a')",
    'export /**/ = a',
    'return <T>x',
    'f(<any>x)',
    '[...<any>x]',
    '<any>x',
    'if (a) <any>b',
    '() => <any>b',
    'class A extends <any>B {}',
    "import { A } from 'a'",
  ])('is true of %s in TypeScript alone', (source) => {
    expect([needsTransform(source, true), needsTransform(source, false)]).toEqual([true, false]);
  });

  it.each([
    'const a: Map<string, number> = new Map<string, number>();',
    'a < b',
    'f(x) < b',
    'a[0] < b',
    'type A = B;',
    'catch (e) {}',
    "import 'a';",
  ])('is false of %s', (source) => {
    expect(needsTransform(source, true)).toBe(false);
  });
});
