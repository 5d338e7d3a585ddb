// What tells of places without a stack: util.getCallSites, console.trace, call sites in the program's own formatter, assert.
import assert from 'node:assert';
import { getCallSites } from 'node:util';

const sites = () => console.log(JSON.stringify(getCallSites().map(({ scriptId, ...site }) => site)));
sites();
async function f() { sites(); await null; sites(); await 1; await 2; sites(); console.trace('trace'); }
await f();
await new Promise((done) => queueMicrotask(() => { sites(); done(); }));
await new Promise((done) => setTimeout(() => { sites(); console.trace('timer'); done(); }, 1));
console.log(getCallSites(1).length, getCallSites({ sourceMap: true }).length);
try { getCallSites(0); } catch (error) { console.log(error.stack); }
for (const text of ['assert(false)', 'assert(0, undefined)', 'assert.ok(typeof 1 === "x")']) try { eval(text); } catch (error) { console.log(error.stack); }
const methods = 'FunctionName TypeName MethodName FileName LineNumber ColumnNumber EnclosingLineNumber EnclosingColumnNumber Position EvalOrigin ScriptNameOrSourceURL PromiseIndex'.split(' ');
const before = Error.prepareStackTrace;
Error.prepareStackTrace = (error, frames) => frames.map((site) => [...methods.map((name) => site[`get${name}`]()), site.isAsync(), site.isEval(), site.isToplevel(), Object.keys(site).length, `${site}`].join(' ')).join('\n');
async function g() { await null; return new Error('g').stack; }
class Kind { async m() { await 1; return (await Promise.all([1, this.n()]))[1]; } async n() { await 2; return new Error('n').stack; } }
console.log(await g(), await new Kind().m(), eval('async () => { await 1; }; new Error("evaluated").stack'));
await new Promise((done) => queueMicrotask(() => { console.log(new Error('microtask').stack); done(); }));
Error.prepareStackTrace = undefined;
console.log(new Error('no formatter').stack);
Error.prepareStackTrace = () => { throw new Error('of the formatter'); };
try { console.log(new Error('bad').stack); } catch (error) { Error.prepareStackTrace = before; console.log(error.stack); }
console.log(Error.prepareStackTrace === before, new Error('before').stack);
