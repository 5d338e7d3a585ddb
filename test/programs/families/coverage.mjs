// The coverage of a program has the places of its own text: in Node's files, and in the report of its test runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cwd = join(import.meta.dirname, 'parts');

const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
const ending = spawnSync(process.execPath, ['covered.ts', 'worker'], { cwd, env: { ...process.env, NODE_V8_COVERAGE: folder } });
console.log(String(ending.stdout), ending.status);
for (const name of readdirSync(folder).sort()) {
  const { result, 'source-map-cache': maps = {} } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  for (const { url, functions } of result) {
    if (!url.endsWith('/covered.ts')) continue;
    for (const { functionName, ranges } of functions) {
      console.log(functionName, ranges.map(({ startOffset, endOffset, count }) => `${startOffset}-${endOffset}:${count}`).join(' '));
    }
  }
  console.log(Object.values(maps).map(({ lineLengths }) => lineLengths));
}
rmSync(folder, { recursive: true });

const words = ['--experimental-test-coverage', '--test-coverage-include=**/*.ts', '--test-coverage-exclude=halves.mjs', '--test-reporter=tap', 'halves.mjs'];
for (const runner of [[], ['--test']]) {
  const { stdout } = spawnSync(process.execPath, [...runner, ...words], { cwd });
  console.log(String(stdout).replaceAll(/duration_ms.*/g, ''));
}
