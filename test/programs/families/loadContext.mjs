// What Node tells load hooks of a module: those in a thread of its own, and those beside the program.
import { register, registerHooks } from 'node:module';

register('./parts/tellingHooks.mjs', import.meta.url);
await import('./parts/onlyModule.mjs?tell=1');
const hooks = registerHooks({
  load(url, context, next) {
    if (url.includes('tell=')) console.log('beside', Reflect.ownKeys(context).join());
    return next(url, context);
  },
});
await import('./parts/onlyModule.mjs?tell=2');
hooks.deregister();
