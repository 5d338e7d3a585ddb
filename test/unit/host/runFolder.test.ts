// Where a run's files lie.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRunFolder, removeRunFolder } from '../../../src/host/runFolder.ts';
import { makeTemporaryFolder } from './recordedFolder.ts';

const now = new Date(2026, 10, 21, 9, 15, 30);

describe('the folder of a run', () => {
  it('is named by local time and program, in a folder that git ignores', () => {
    const cwd = makeTemporaryFolder();
    const place = makeRunFolder(cwd, undefined, 'src/my server.ts', now);
    expect(place.folder).toBe(join(cwd, '.trace-concurrency', '2026-11-21T09-15-30-my-server'));
    expect(place.file).toBe(`${place.folder}.ctrace`);
    expect(readFileSync(join(cwd, '.trace-concurrency', '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('takes another name when a run of the same second is there, in progress or finished', () => {
    const cwd = makeTemporaryFolder();
    const first = makeRunFolder(cwd, undefined, 'a.ts', now);
    const second = makeRunFolder(cwd, undefined, 'a.ts', now);
    writeFileSync(`${first.folder}-3.ctrace`, '');
    const fourth = makeRunFolder(cwd, undefined, 'a.ts', now);
    expect([second.folder, fourth.folder]).toEqual([`${first.folder}-2`, `${first.folder}-4`]);
  });

  it('lies beside the trace that was asked for, in folders made for it', () => {
    const cwd = makeTemporaryFolder();
    const place = makeRunFolder(cwd, 'deep/er/x.ctrace', 'a.ts', now);
    expect(place).toEqual({ folder: join(cwd, 'deep/er/x'), file: join(cwd, 'deep/er/x.ctrace') });
  });

  it('never uses a folder that is there already', () => {
    const cwd = makeTemporaryFolder();
    mkdirSync(join(cwd, 'x'));
    expect(makeRunFolder(cwd, 'x.ctrace', 'a.ts', now)).toEqual({ folder: join(cwd, 'x-2'), file: join(cwd, 'x.ctrace') });
  });

  it('names what stands in the way', () => {
    const cwd = makeTemporaryFolder();
    writeFileSync(join(cwd, 'file'), '');
    expect(() => makeRunFolder(cwd, 'file/x.ctrace', 'a.ts', now)).toThrow(
      "file/x.ctrace: can't be written: a file of that name is in the way (EEXIST)",
    );
    mkdirSync(join(cwd, 'folder.ctrace'));
    expect(() => makeRunFolder(cwd, 'folder.ctrace', 'a.ts', now)).toThrow('folder.ctrace: expected a file to write, found a folder');
  });

  it('can be removed while a process that outlives the run goes on to make files there', async () => {
    const cwd = makeTemporaryFolder();
    const { folder } = makeRunFolder(cwd, 'x.ctrace', 'a.ts', now);
    const untilRefused = "let n = 0; process.stdout.write('!'); for (;;) require('node:fs').writeFileSync(process.argv[1] + '/' + n++, '')";
    const survivor = spawn(process.execPath, ['-e', untilRefused, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(survivor, 'exit');
    try {
      await once(survivor.stdout, 'data');
      while (readdirSync(folder).length < 100);
      removeRunFolder(folder);
      expect(readdirSync(cwd)).toEqual([]);
      expect(await ended).toEqual([1, null]);
    } finally {
      survivor.kill('SIGKILL');
    }
  });
});
