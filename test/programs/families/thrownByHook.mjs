// What a load hook of the program's throws, an error or not, is what the import fails with.
import { registerHooks } from 'node:module';

const thrown = { undefined, null: null, text: 'text', error: new RangeError('wrong') };
registerHooks({
  load(url, context, next) {
    const name = /thrown=(\w+)/.exec(url)?.[1];
    if (name === undefined) return next(url, context);
    throw thrown[name];
  },
});
for (const name of Object.keys(thrown)) {
  await import(`./parts/onlyModule.mjs?thrown=${name}`).catch((error) => console.log(name, error === thrown[name], String(error)));
}
await import('./parts/onlyModule.mjs?thrown=undefined');
