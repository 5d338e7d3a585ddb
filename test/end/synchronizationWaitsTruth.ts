// Who ended each wait of test/programs/synchronization/waits.ts, written by hand: a piece of its line, and the answer, one for each time it waits.

export const waitsTruth: readonly (readonly [line: string, wokenBy: readonly string[]])[] = [
  ['await Promise.all([slow(), 1, quick()])', ['slow']],
  ['await Promise.race([slow(), quick()])', ['quick']],
  ['await Promise.any([fails(), slow()])', ['slow']],
  ['await Promise.allSettled(new Set([fails(), quick()]))', ['fails']],
  ['await Promise.all([quick(), fails(), slow()]).catch', ['fails']],
  ['await returnsBoth()', ['returnsBoth']],
  ['await Promise.race([Promise.all([quick(), slow()]), sleep(10)])', ['timer of combines']],
  ['await this.acquire(); // exclusive', ['wants']],
  ['await body();', ['quick']],
  ['await semaphore.acquire(); // free', ['itself']],
  ['await semaphore.acquire(); // held', ['holds']],
  // The function around what was limited.
  ['await result; // of the limit', ['(async …)()', '(async …)()', '(async …)()']],
  ['await Promise.all([limit(quick), limit(slow)])', ['(async …)()']],
  ['await limit(quick)', ['(async …)()']],
  ['await deferred.promise', ['resolves']],
  ['await gate.promise; // first', ['arrivesLast']],
  ['await gate.promise; // last', ['itself']],
  ['await lock; // thenable', ['opens']],
  // The queue's task ran the callback; of the later one it set the timer.
  ['jobs.push(done)); // job', ['pumps']],
  ['); // later job', ['timer of pumps']],
  ['await take(); // item', ['produces']],
  ['await take(); // second item', ['produces']],
  ['no(signal.reason))).catch(quietly); // hears', ['aborts']],
  ['await sleep(10_000, null, { signal })', ['aborts']],
  ["await once(new EventEmitter(), 'never', { signal })", ['aborts']],
  ['await fetch(url, { signal })', ['aborts']],
  ['await sleep(60); // before the abort', ['timer of aborts']],
  ['await all; // aborted', ['aborted']],
  ["await once(AbortSignal.timeout(5), 'abort')", ['timer of timesOut']],
  ["await once(target, 'told')", ['tells']],
  ["for await (const [n] of on(emitter, 'told'))", ['tells', 'tells', 'itself']],
  ["await once(sink, 'drain')", ['timer of writes']],
  ["await pipeline(Readable.from(['one', 'two']), slowSink())", ['process.nextTick of pipes']],
  ['for await (const chunk of source) void chunk', ['process.nextTick of feeds', 'end of stream of reads']],
  ['await reader.read(); // first', ['feedsWeb']],
  ['await reader.read(); // rest', ['itself']],
  // Node 22 makes the promise before it is asked for.
  ['await writer.ready; // ready', ['itself|readsWeb']],
  ['await writer.ready; // held back', ['readsWeb']],
];

/** Node's web streams resolve one promise by another, and nothing tells when. */
export const notRecovered: readonly string[] = ['await writer.ready; // held back'];

/** What each wait for several promises names: a piece of its line, the function, and whose promises its members are. */
export const membersTruth: readonly (readonly [line: string, mode: string, members: readonly string[]])[] = [
  ['await Promise.all([slow(), 1, quick()])', 'all', ['slow', 'value', 'quick']],
  ['await Promise.race([slow(), quick()])', 'race', ['slow', 'quick']],
  ['await Promise.any([fails(), slow()])', 'any', ['fails', 'slow']],
  ['await Promise.allSettled(new Set([fails(), quick()]))', 'allSettled', ['fails', 'quick']],
  ['await Promise.race([Promise.all([quick(), slow()]), sleep(10)])', 'race', ['promise', 'promise']],
  ['await Promise.all([limit(quick), limit(slow)])', 'all', ['Promise', 'Promise']],
];
