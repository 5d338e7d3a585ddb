// options: --expose-gc
// An observer of collections hears of those since it observes.
import { PerformanceObserver, performance } from 'node:perf_hooks';

globalThis.gc();
const startedMs = performance.now();
const observer = new PerformanceObserver((list) => {
  const entries = list.getEntries();
  console.log('earlier', entries.filter(({ startTime }) => startTime < startedMs).length, entries.every(({ entryType }) => entryType === 'gc'));
});
observer.observe({ entryTypes: ['gc'] });
globalThis.gc();
await new Promise((done) => setTimeout(done, 50));
observer.disconnect();
console.log(Object.getOwnPropertyNames(PerformanceObserver.prototype), PerformanceObserver.prototype.observe.toString().length);
