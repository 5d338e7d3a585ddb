// The two variables that carry the tracer into a program.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../src/host/cacheFolder.ts';
import { canBeTraced } from '../../../src/host/nodeVersion.ts';
import { programEnvironment } from '../../../src/host/programEnvironment.ts';
import { type LaunchContract, launchVariable, noLimits } from '../../../src/model/launch.ts';
import { nodes } from '../../support/nodes.ts';
import { makeTemporaryFolder } from './recordedFolder.ts';

function contractWith(preload: string, nodeOptions: string | null): LaunchContract {
  return {
    run: 'r',
    folder: '/f',
    preload,
    cache: '/c',
    origin: '1',
    level: 'full',
    nodeOptions,
    output: true,
    recording: 'mapped',
    limits: noLimits,
  };
}

describe.each(nodes)('the environment of a program under Node $version', ({ path }) => {
  it.each(['plain', 'with space', 'with "quotes"', 'with \\ backslash', "with 'single' and $HOME"])(
    'loads the preload from a folder %s',
    (name) => {
      const folder = join(makeTemporaryFolder(), name);
      mkdirSync(folder);
      writeFileSync(join(folder, 'preload.cjs'), 'process.stdout.write("loaded ")');
      const env = programEnvironment({ PATH: process.env.PATH }, contractWith(join(folder, 'preload.cjs'), '--no-warnings'));
      const node = spawnSync(path, ['-p', 'process.execArgv.length'], { env, encoding: 'utf8' });
      expect(node.stdout).toBe('loaded 2\n');
    },
  );
});

describe('the environment of a traced program', () => {
  it('adds two variables and keeps the rest', () => {
    const contract = contractWith('/preload.cjs', '--enable-source-maps');
    expect(programEnvironment({ A: '1', NODE_OPTIONS: '--enable-source-maps' }, contract)).toEqual({
      A: '1',
      NODE_OPTIONS: '--require /preload.cjs --enable-source-maps',
      [launchVariable]: JSON.stringify(contract),
    });
  });
});

describe('the Node in use', () => {
  it.each(['22.18.0', '22.19.1', '24.0.0', '26.10.0', '27.0.0-nightly'])('%s can be traced', (version) => {
    expect(canBeTraced(version)).toBe(true);
  });

  it.each(['18.20.0', '20.19.2', '22.17.1', '23.11.0'])('%s is too old', (version) => {
    expect(canBeTraced(version)).toBe(false);
  });
});

describe('the cache of instrumented source', () => {
  it("lies in the person's own cache, as their platform has it", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/trace-concurrency');
    expect(cacheFolder({}, 'linux')).toMatch(/\/\.cache\/trace-concurrency$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/\/Library\/Caches\/trace-concurrency$/);
  });
});
