// A preload with loading alone: a runtime that records nothing stands where the tracer's would.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { runtimeGlobal } from '../../../../src/model/launch.ts';
import { installLoading } from '../../../../src/tracer/loading/installLoading.ts';

const folder = process.env['LOADING_TEST_FOLDER']!;
const report = process.env['LOADING_TEST_REPORT'];

const last = (...values: readonly unknown[]): unknown => values.at(-1);
const runtime = {
  m: 1,
  e: () => 2,
  b: () => 2,
  x: () => {},
  c: () => {},
  s: last,
  w: last,
  r: last,
  q: last,
  t: last,
  y: last,
  f: last,
  k: last,
  p: (_site: number, members: unknown) => members,
  a: (promise: unknown) => promise,
};
Object.defineProperty(globalThis, runtimeGlobal, { value: Object.freeze(runtime) });

const notes: string[] = [];
const sources: { readonly path: string; readonly sites: readonly unknown[] }[] = [];
let nextSite = 1;
// Node 22 runs preloads in the thread of its module loader too.
if (!Reflect.get(threads, 'isInternalThread'))
  installLoading({
    transformer: join(folder, 'transform.cjs'),
    resolver: join(folder, 'resolve.cjs'),
    cache: join(folder, 'cache'),
    defineSourceFile(path, sites) {
      sources.push({ path, sites });
      const first = nextSite;
      nextSite += sites.length;
      return first;
    },
    note: (text) => void notes.push(text),
    quietly: (body) => body(),
    beQuiet: () => () => {},
  });
if (report !== undefined && threads.isMainThread) {
  process.on('exit', () => {
    // A launcher of the program's own writes nothing over what the program wrote.
    if (sources.length + notes.length > 0) writeFileSync(report, JSON.stringify({ notes, sources }));
  });
}
