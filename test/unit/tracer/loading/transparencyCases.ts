// Small programs whose output must not change: one thing each that instrumented source could betray.

import type { Program } from './programs.ts';

export interface Case {
  readonly files: Program;
  readonly args: readonly string[];
}

const wait = `const wait = (ms) => new Promise((done) => setTimeout(done, ms));\n`;
const one = (name: string, text: string, ...options: readonly string[]): Case => ({ files: { [name]: text }, args: [...options, name] });

/** Name to program: each runs under plain Node. */
export const cases: Readonly<Record<string, Case>> = {
  'an ES module with awaits': one(
    'a.mjs',
    `${wait}async function f(x) { await wait(1); return x * 2; }\nconsole.log(await f(2), f.toString(), String(wait));\n`,
  ),
  'CommonJS with awaits': one(
    'a.cjs',
    `${wait}async function f(x) { await wait(1); return x * 2; }\nf(2).then((x) => console.log(x, f.toString()));\n`,
  ),
  'a .js file whose syntax decides': one('a.js', `${wait}export {};\nawait wait(1); console.log(import.meta.filename.length > 0);\n`),
  'TypeScript as ES module': one(
    'a.mts',
    `const wait = (ms: number): Promise<void> => new Promise<void>((done: () => void) => { setTimeout(done, ms); });\nasync function f(x: number): Promise<number> { await wait(1); return x; }\nconsole.log(await f(1), f.toString(), wait.toString());\n`,
  ),
  'TypeScript as CommonJS': one(
    'a.cts',
    `const fs = require('node:fs');\nasync function f(x: number): Promise<number> { await null; return x; }\nf(1).then((x: number) => console.log(x, typeof fs.existsSync));\n`,
  ),
  'TypeScript without a package.json type': one(
    'a.ts',
    `import { setTimeout as wait } from 'node:timers/promises';\nasync function f(x: number): Promise<number> { await wait(1); return x; }\nconsole.log(await f(3), f.toString());\n`,
  ),
  'a stack out of async functions': one(
    'a.mjs',
    `async function inner() { await null; throw new Error('deep'); }\nasync function outer() { try { return await inner(); } finally { await 1; } }\nouter().catch((error) => console.log(error.stack));\n`,
  ),
  'a stack in TypeScript': one(
    'a.ts',
    `async function inner(x: number): Promise<void> { await null; throw new Error(\`deep \${x}\`); }\nasync function outer(): Promise<void> { await inner(1); }\nouter().catch((error: Error) => console.log(error.stack));\n`,
  ),
  'a fatal rejection': one('a.mjs', `async function f() { await null; throw new TypeError('no'); }\n\tawait f();\n`),
  'a fatal rejection with own properties': one(
    'a.cjs',
    `class Odd extends Error { code = 7; }\nasync function f() { await null; throw new Odd('no', { cause: new Error('why') }); }\nf();\n`,
  ),
  'a fatal rejection in TypeScript': one(
    'a.ts',
    `async function f(x: number): Promise<void> { await null; throw new Error('no' + x); }\nf(1);\n`,
  ),
  'a rejection with a string': one('a.mjs', `async function f() { await null; throw 'words'; }\nf();\n`),
  'a string thrown': one('a.cjs', `setTimeout(() => {}, 5);\nthrow 'words';\n`),
  'a top-level string thrown in an ES module': one('a.mjs', `await null; throw 'words';\n`),
  'an error thrown in a timer': one('a.cjs', `setTimeout(() => { throw new Error('late'); }, 1);\n`),
  'a runtime error in a timer': one('a.cjs', `setTimeout(() => { null.x; }, 1);\n`),
  'an error made earlier, thrown elsewhere': one(
    'a.cjs',
    `const error = new Error('old');\nsetTimeout(() => {}, 1);\nfunction fail() {\n  throw error;\n}\nfail();\n`,
  ),
  'an error of a builtin': one('a.mjs', `async function f() { await null; JSON.parse('{'); }\nawait f();\n`),
  'an error in a callback of a builtin': one(
    'a.mjs',
    `async function f() { await null; [1].map(() => { throw new Error('in map'); }); }\nawait f();\n`,
  ),
  'a line that is not ASCII': one('a.mjs', `const é = async () => { await null; throw new Error('ñ'); }; /* 日本 */ await é();\n`),
  'an exit code': one('a.mjs', `await null; process.exitCode = 3; setTimeout(() => process.exit(4), 1);\n`),
  'an error handled by a listener': one(
    'a.mjs',
    `process.on('uncaughtException', (error, origin) => console.log(origin, error.stack));\nsetTimeout(() => { throw new Error('seen'); }, 1);\nawait null;\n`,
  ),
  'exit listeners that look at a fatal error': one(
    'a.mjs',
    `let error;\nprocess.on('exit', (code) => console.log(code, error.stack));\nasync function f() { await null; throw (error = new Error('x')); }\nf();\n`,
  ),
  'a syntax error in an imported file': {
    files: { 'a.mjs': `import './b.mjs'; await 1;\n`, 'b.mjs': 'async function f() { await }\n' },
    args: ['a.mjs'],
  },
  'a syntax error in a required file': {
    files: { 'a.cjs': `async () => { await 1; };\nrequire('./b.cjs');\n`, 'b.cjs': 'async function f() { let x = ; }\n' },
    args: ['a.cjs'],
  },
  'a syntax error in TypeScript': one('a.ts', `async function f(): Promise<void> { let x: = 1; }\n`),
  'a missing module': one(
    'a.mjs',
    `async () => { await 1; };\nawait import('./gone.mjs').catch((error) => console.log(error.stack));\nimport('gone').catch((error) => console.log(error.stack));\n`,
  ),
  'a missing module that is fatal': one('a.mjs', `import './gone.mjs';\n`),
  'a missing required module': one('a.cjs', `async () => { await 1; };\nrequire('./gone');\n`),
  'a missing entry': { files: {}, args: ['gone.js'] },
  'a missing name': {
    files: { 'a.mjs': `import { gone } from './b.cjs';\n`, 'b.cjs': `exports.a = async () => { await 1; };\n` },
    args: ['a.mjs'],
  },
  'CommonJS imported by an ES module': {
    files: {
      'a.mjs': `import b, { c } from './b.cjs';\nconsole.log(await c(), b === (await import('./b.cjs')).default);\n`,
      'b.cjs': `exports.c = async () => { await 1; return [module.children.length, Object.keys(require.cache).length, require.main === undefined]; };\n`,
    },
    args: ['a.mjs'],
  },
  'an ES module required': {
    files: {
      'a.cjs': `const { f } = require('./b.mjs');\nf().then(console.log);\n`,
      'b.mjs': `export async function f() { await 1; return 2; }\n`,
    },
    args: ['a.cjs'],
  },
  'JSON and text beside': {
    files: {
      'a.cjs': `console.log(require('./b.json')); try { require('./c.json') } catch (error) { console.log(error.message) }\n`,
      'b.json': '{"a":1}',
      'c.json': '{',
    },
    args: ['a.cjs'],
  },
  'function texts of every shape': one(
    'a.mjs',
    `class K { async m() { await 1; } static async *g() { yield 1; yield* [2]; } get x() { return Promise.resolve().then(() => 1); } async #p() { return 1; } static { this.s = async () => { await 2; }; } }
const o = { async m() { return await 1; }, f: async (x) => x, g: async () => ({ a: await 1 }), *h() { yield setTimeout(() => {}, 1); } };
async function it() { for await (const x of K.g()) { console.log(x); } 'use strict'; }
async function strict() { 'use strict'; try { await 1; } catch (e) { await 2; } finally { await 3; } }
for (const f of [K, K.s, K.prototype.m, K.g, o.m, o.f, o.g, o.h, it, strict]) console.log(f.toString(), f.length, f.name);
await it(); setTimeout((function named() { console.log(named.toString()); }).bind(null), 1);
`,
  ),
  'function texts in TypeScript': one(
    'a.ts',
    `class K<T> { private x: T | undefined; async m<U extends T>(this: K<T>, u: U): Promise<U> { await (1 as number); return u!; } }
const f = async <T,>(x: T): Promise<T> => x satisfies unknown as T;
console.log(K.toString()); console.log(f.toString());
`,
  ),
  'natives that look native': one(
    'a.mjs',
    `for (const f of [Function.prototype.toString, Error.prepareStackTrace, process._fatalException, Error]) console.log(Function.prototype.toString.call(f), f.name, f.length, Object.getOwnPropertyNames(f).join());
console.log(Object.keys(globalThis).join(), Object.keys(Error).join());
const mine = (error, sites) => sites.length; const before = Error.prepareStackTrace; Error.prepareStackTrace = mine; console.log(Error.prepareStackTrace === mine, new Error().stack); Error.prepareStackTrace = undefined; console.log(new Error('x').stack); Error.prepareStackTrace = before;
try { Function.prototype.toString.call({}) } catch (error) { console.log(error.stack) }
await null;
`,
  ),
  'call sites of its own': one(
    'a.mjs',
    `Error.prepareStackTrace = (error, sites) => sites.map((site) => [site.getFunctionName(), site.getLineNumber(), site.getColumnNumber(), site.toString()].join(' ')).join('\\n');
async function f() { await null; return new Error('x').stack; }
console.log(await f());
`,
  ),
  'source maps switched on': {
    files: {
      'a.js': `"use strict";\nasync function f() { await null; throw new Error('mapped'); }\nf();\n//# sourceMappingURL=a.js.map\n`,
      'a.js.map': JSON.stringify({
        version: 3,
        sources: ['a.ts'],
        names: [],
        mappings: ';AACA,KAAK,UAAU,CAAC,KAAoB,MAAM,IAAI,CAAC,CAAC,MAAM,IAAI,KAAK,CAAC,QAAQ,CAAC,CAAC,CAAC,CAAC;AAC5E,CAAC,EAAE,CAAC',
      }),
      'a.ts': `// one\nasync function f(): Promise<void> { await null; throw new Error('mapped'); }\nf();\n`,
    },
    args: ['--enable-source-maps', 'a.js'],
  },
  'source maps not switched on': {
    files: {
      'a.js': `"use strict";\nasync function f() { await null; throw new Error('mapped'); }\nf();\n//# sourceMappingURL=a.js.map\n`,
      'a.js.map': JSON.stringify({ version: 3, sources: ['a.ts'], names: [], mappings: ';AACA,KAAK' }),
    },
    args: ['a.js'],
  },
  'a warning with its trace': one(
    'a.mjs',
    `async function f() { await null; process.emitWarning('careful'); }\nawait f();\n`,
    '--trace-warnings',
  ),
  'an assertion that fails': one(
    'a.mjs',
    `import assert from 'node:assert';\nasync function f() { await null; assert.equal(1, 2); }\nf().catch((error) => console.log(error.message, error.stack));\n`,
  ),
  'an assertion that quotes its source': one(
    'a.mjs',
    `import assert from 'node:assert';\nconst is = async (x) => x;\nasync function f() { assert(await is(false)); }\nf().catch((error) => console.log(error.message));\n`,
  ),
  'an error from a worker': {
    files: {
      'a.mjs': `import { SHARE_ENV as SHARED, Worker } from 'node:worker_threads';\nnew Worker(new URL('./w.mjs', import.meta.url), { env: SHARED }).on('error', (error) => console.log(error.stack));\n`,
      'w.mjs': `async function f() { await null; throw new Error('from below'); }\nawait f();\n`,
    },
    args: ['a.mjs'],
  },
  'hash-bang and directive': one(
    'a.cjs',
    `#!/usr/bin/env node\n'use strict'; const f = async () => { await 1; return this === module.exports; };\nf().then(console.log);\n`,
  ),
  'a query in the specifier': {
    files: {
      'a.mjs': `const a = await import('./b.mjs?1'), b = await import('./b.mjs?2'); console.log(a === b, await a.f(), b.f.toString());\na.g().catch((error) => console.log(error.stack));\n`,
      'b.mjs': `export async function f() { await 1; return import.meta.url.slice(-2); }\nexport async function g() { await 1; throw new Error('q'); }\n`,
    },
    args: ['a.mjs'],
  },
  'what a package does not export': {
    files: {
      'node_modules/p/package.json': '{"name":"p","exports":{".":"./a.cjs"}}',
      'node_modules/p/a.cjs': 'exports.a = 1;',
      'a.cjs': `const { a } = require('p');
const shown = (error) => console.log(a, error.code, error.message, error.stack.split('\\n').slice(0, 3).join());
try { require('p/b'); } catch (error) { shown(error); }
import('p/b').catch(shown);
try { require.resolve('./gone'); } catch (error) { shown(error); }
try { require.resolve('p/a.cjs', { paths: [__dirname] }); } catch (error) { shown(error); }
setTimeout(() => {}, 1);
`,
    },
    args: ['a.cjs'],
  },
  'an error in a required file while it loads': {
    files: {
      'a.cjs': `async () => { await 1; };\nrequire('./b.cjs');\n`,
      'b.cjs': `const f = async () => { await 1; }; setTimeout(() => {}, 1); null.x;\n`,
    },
    args: ['a.cjs'],
  },
  'exit codes that a rejection sets': one(
    'a.mjs',
    `process.on('exit', () => { process.exitCode = 9; });\nawait Promise.reject(new RangeError('r'));\n`,
  ),
  'a rejection with undefined': one('a.cjs', `(async () => { await null; throw undefined; })();\n`),
  'an AggregateError': one(
    'a.mjs',
    `const no = async (x) => { await null; throw new Error(x); };\nawait Promise.any([no('a'), no('b')]);\n`,
  ),
  'an error with a cause and a long stack': one(
    'a.mjs',
    `const down = async (n) => { await null; if (n === 0) throw new Error('bottom'); try { await down(n - 1); } catch (error) { if (n % 5) throw error; throw new Error('level ' + n, { cause: error }); } };\nawait down(12);\n`,
  ),
  'captureStackTrace and a limit of its own': one(
    'a.mjs',
    `Error.stackTraceLimit = 2; async function f() { await null; const o = {}; Error.captureStackTrace(o, f); const p = {}; Error.captureStackTrace(p); return [o.stack, p.stack, new Error('x').stack]; }\nconsole.log(await f());\n`,
  ),
  'a .js file that is a module by its await alone': one('a.js', `const x = await Promise.resolve(1);\nconsole.log(x, typeof require);\n`),
  'a .js file that begins with an await': one(
    'a.js',
    `#!/usr/bin/env node\nawait 1; console.log(new Error('x').stack.split('\\n')[1]);\nexport {};\n`,
  ),
  'a .ts file that awaits before it exports': one(
    'a.ts',
    `await (1 as number); console.log(new Error('x').stack?.split('\\n')[1]);\nexport {};\n`,
  ),
  'a .ts file that only awaits': one(
    'a.ts',
    `const x: number = await Promise.resolve(2);\nconsole.log(x, new Error('x').stack?.split('\\n')[1]);\n`,
  ),
};
