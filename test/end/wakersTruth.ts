// Who makes each await of test/programs/wakers.ts ready, written by hand: a piece of its line, and the answer, one for each time it waits.

export const wakersTruth: readonly (readonly [line: string, wokenBy: readonly string[]])[] = [
  ['await new Promise<void>((go) => this.#queue.push(go))', ['first']],
  ['await mutex.acquire(); // free', ['Mutex.acquire']],
  ['await new Promise<void>((go) => setTimeout(go, 5))', ['timer of first']],
  ['await acquired; // held by first', ['Mutex.acquire']],
  ['await sleep(3);', ['timer of second']],
  ["await fsp.readFile(process.argv[1]!, 'utf8')", ['fs of io']],
  ["await new Promise<void>((go) => fs.stat('/', () => go()))", ['fs of io']],
  ['await Promise.all([first(), second(), sleep(1)])', ['second']],
  ["await Promise.race([sleep(3000, 'slow', { ref: false }), io()])", ['io']],
  ['await Promise.allSettled([rejects(), sleep(8)])', ['timer of aggregates']],
  ['await null; // rejects', ['itself', 'itself']],
  ['await sleep(2).then(() => 1)', ['timer of chain']],
  ['await forwards();', ['forwards']],
  ['await rejects();', ['rejects']],
  ['await foreign;', ['timer of thenable']],
  ["await once(events, 'go')", ['emits']],
  ['await sleep(4); // then emits', ['timer of emits']],
  ['await null; // after emitting', ['itself']],
  ['await sleep(1); // before 1', ['timer of generate']],
  ['await sleep(1); // before 2', ['timer of generate']],
  ['await values.next()', ['generate']],
  ['for await (const value of values)', ['generate', 'generate']],
  ['await sleep(3).then(() => sleep(2))', ['timer of nests']],
  ['await new Promise<void>((go) => {', ['then of nests']],
  ['await new Promise<void>((go) => setImmediate(go))', ['setImmediate of queues']],
  ['await new Promise<void>((go) => process.nextTick(go))', ['process.nextTick of queues']],
  ['await new Promise<void>((go) => queueMicrotask(() => go()))', ['queueMicrotask of queues']],
  ['await sleep(1); // finally', ['timer of finalizes']],
];

/** Node 22 and 24 close the file through promises of a subclass, whose reactions do not say what they are derived from. */
export const notRecovered: readonly string[] = ["await fsp.readFile(process.argv[1]!, 'utf8')"];
