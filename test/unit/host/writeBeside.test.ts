// A file that appears whole or not at all.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFileBeside } from '../../../src/host/writeBeside.ts';
import { makeTemporaryFolder } from './recordedFolder.ts';

function* failing(): Generator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('no more');
}

it('replaces what was there once it is whole', () => {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'a'), 'old');
  writeFileBeside(join(folder, 'a'), [Buffer.from('new '), Buffer.from('text')]);
  expect([readFileSync(join(folder, 'a'), 'utf8'), readdirSync(folder)]).toEqual(['new text', ['a']]);
});

it('leaves what was there, and nothing else, when its parts fail', () => {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'a'), 'old');
  expect(() => writeFileBeside(join(folder, 'a'), failing())).toThrow('no more');
  expect([readFileSync(join(folder, 'a'), 'utf8'), readdirSync(folder)]).toEqual(['old', ['a']]);
});

it('leaves nothing when its name is taken by a folder, and tells why', () => {
  const folder = makeTemporaryFolder();
  mkdirSync(join(folder, 'a', 'full'), { recursive: true });
  expect(() => writeFileBeside(join(folder, 'a'), [])).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(readdirSync(folder)).toEqual(['a']);
});
