// A program with async hooks of its own: then Node's frames for them belong into its stacks.
import { createHook } from 'node:async_hooks';
import fs from 'node:fs';

const show = (name) => console.log(new Error(name).stack);
const all = async () => {
  await new Promise((done) => queueMicrotask(() => { show('microtask'); done(); }));
  await new Promise((done) => fs.stat('/', () => { show('stat'); done(); }));
};
await all();
const hook = createHook({ init() {} }).enable();
await all();
hook.disable();
const other = createHook({ before() {} }).enable();
await all();
other.disable();
await all();
