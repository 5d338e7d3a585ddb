// A loader for the tests: instruments every file under test/fixtures/transform, for a tracer that listens and does nothing.

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { applyEdits } from '../../../src/model/edits.ts';
import { runtimeGlobal } from '../../../src/model/launch.ts';
import { removeJsx } from '../../../src/transform/jsx.ts';
import { transform } from '../../../src/transform/transform.ts';

const open = new Set<number>();
let tasks = 0;
const same = (_task: number, value: unknown): unknown => value;
const second = (_task: number, _site: number, value: unknown): unknown => value;
const enter = (): number => {
  open.add(++tasks);
  return tasks;
};
const runtime = {
  m: 1,
  e: enter,
  b: enter,
  x: (task: number): void => {
    if (!open.delete(task)) throw new Error(`task ${task} ended twice`);
  },
  c: (task: number): void => {
    if (!open.has(task)) throw new Error(`task ${task} failed after its end`);
  },
  s: second,
  w: second,
  f: second,
  r: same,
  q: same,
  y: same,
  t: same,
  k: same,
  p: same,
  a: (promise: unknown): unknown => promise,
};
Object.defineProperty(globalThis, runtimeGlobal, { value: runtime });

registerHooks({
  load(url, context, nextLoad) {
    if (!/test\/fixtures\/transform\/[^/]*$/.test(url)) return nextLoad(url, context);
    const fileName = fileURLToPath(url);
    const isJsx = fileName.endsWith('x');
    const loaded = isJsx ? { format: 'module', source: readFileSync(fileName, 'utf8'), shortCircuit: true } : nextLoad(url, context);
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source as Uint8Array);
    const format = /^(module|commonjs)/.exec(loaded.format ?? '')?.[0] as 'module' | 'commonjs' | undefined;
    const transformed = transform({ source, fileName, format: format ?? 'unambiguous', typescript: /\.[cm]?tsx?$/.test(fileName) });
    const code = transformed === null ? source : applyEdits(source, transformed.edits, 1);
    const options = { fileName, format: 'module', runtime: 'classic', pragma: 'h', fragmentPragma: 'Fragment' } as const;
    return { ...loaded, source: isJsx ? removeJsx(code, options).code : code };
  },
});
