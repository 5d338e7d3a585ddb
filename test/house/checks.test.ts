// The tools that keep the house in order find nothing, and the documents say what is there.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function run(tool: string, args: readonly string[]): string {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: root, encoding: 'utf8' });
  return done.status === 0 ? '' : done.stdout + done.stderr;
}

interface Package {
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
  readonly name: string;
}

const rooms = [...readdirSync(join(root, 'src')).map((name) => `src/${name}`), 'webview'];

describe('the tools find nothing', () => {
  it('format and lint', () => {
    expect(run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])).toBe('');
  });

  it('types of every room', () => {
    expect(run('typescript/bin/tsc', ['-b'])).toBe('');
  });

  it('unused code and dependencies', () => {
    expect(run('knip/bin/knip.js', [])).toBe('');
  });
});

describe('the documents say what is there', () => {
  it.each(rooms)('ARCHITECTURE.md names %s and the room has a README', (room) => {
    expect(read('ARCHITECTURE.md')).toContain(`\`${room}\``);
    expect(existsSync(join(root, room, 'README.md'))).toBe(true);
  });

  it('every dependency stands in a decision record, pinned, with a free licence', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
    const records = readdirSync(join(root, 'docs/decisions'))
      .map((name) => read(`docs/decisions/${name}`))
      .join('\n');
    for (const [name, version] of Object.entries(devDependencies)) {
      const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as Package;
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(license, name).toMatch(/\b(MIT|ISC|Apache-2\.0|BSD-[23]-Clause)\b/);
      expect(records, 'docs/decisions').toContain(`\`${name}\``);
    }
  });

  it('every source file begins with a sentence that says what it owns', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /^(src|webview|scripts|test)\/.*\.(ts|mjs)$/.test(path) && !/node_modules|^test\/(programs|fixtures)/.test(path),
    );
    const silent = files.filter((path) => !/^\/\/ \S.*[.:,;]?/.test(read(path)));
    expect(files.length).toBeGreaterThan(50);
    expect(silent).toEqual([]);
  });

  it('a file above 300 lines says why in its first lines', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /^(src|webview)\/.*\.ts$/.test(path));
    const long = files.filter(
      (path) => read(path).split('\n').length > 300 && !/long because/i.test(read(path).split('\n').slice(0, 6).join('\n')),
    );
    expect(long).toEqual([]);
  });
});
