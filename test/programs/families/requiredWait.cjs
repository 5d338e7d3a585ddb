// options: --experimental-print-required-tla
// Node shows the waits of a module that require() can't load as they are written.
try {
  require('./parts/waiting.mts');
} catch (error) {
  console.log(error.code, error.topLevelAwaitLocations);
}
setTimeout(() => require('./parts/waiting.mts'), 1);
