// Edit lists are made once for the same content.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cached, type Transform, type TransformRequest } from '../../../../src/tracer/loading/editCache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edit-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function counting(): { readonly transform: Transform; readonly asked: TransformRequest[] } {
  const asked: TransformRequest[] = [];
  return {
    asked,
    transform: (request) => {
      asked.push(request);
      return request.source === '' ? null : { sites: [], edits: [], decorators: false };
    },
  };
}
const request: TransformRequest = { source: 'f()', fileName: '/a.ts', format: 'module', typescript: true };

it('asks the transformer once for one content, whatever its name', () => {
  const { transform, asked } = counting();
  const first = cached(transform, folder, '1')(request);
  expect(cached(transform, folder, '1')({ ...request, fileName: '/b.ts' })).toEqual(first);
  expect(asked).toHaveLength(1);
});

it('remembers that there was nothing to do', () => {
  const { transform, asked } = counting();
  const once = cached(transform, folder, '1');
  expect([once({ ...request, source: '' }), once({ ...request, source: '' })]).toEqual([null, null]);
  expect(asked).toHaveLength(1);
});

it('asks again for another source, extension, format, treatment of types or transformer', () => {
  const { transform, asked } = counting();
  const once = cached(transform, folder, '1');
  once(request);
  for (const other of [{ source: 'g()' }, { fileName: '/a.tsx' }, { format: 'commonjs' as const }, { typescript: false }])
    once({ ...request, ...other });
  cached(transform, folder, '2')(request);
  expect(asked).toHaveLength(6);
});

it('asks again when what it finds is damaged', () => {
  const { transform, asked } = counting();
  const once = cached(transform, folder, '1');
  once(request);
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"sites":[');
  once(request);
  expect(asked).toHaveLength(2);
});

it('goes on without a folder to write in', () => {
  const { transform } = counting();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(cached(transform, join(file, 'cache'), '1')(request)).toEqual({ sites: [], edits: [], decorators: false });
});
