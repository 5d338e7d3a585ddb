// The floor of the classic way: four empty async_hooks. Preloaded into a workload to compare with.
const noop = () => {};
require('node:async_hooks').createHook({ init: noop, before: noop, after: noop, promiseResolve: noop }).enable();
