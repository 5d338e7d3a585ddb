// A folder of compiled code holds that of the program, of its threads and of its children, and no other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
const env = { ...process.env, NODE_COMPILE_CACHE: folder };
for (const portable of [{}, { NODE_COMPILE_CACHE_PORTABLE: '1' }]) {
  for (const words of [['-p', '1'], ['covered.ts', 'worker']]) {
    const { stdout, stderr, status } = spawnSync(process.execPath, words, {
      cwd: join(import.meta.dirname, 'parts'),
      env: { ...env, ...portable },
    });
    console.log(String(stdout), String(stderr), status);
    const names = readdirSync(folder, { recursive: true }).map((name) => name.replace(/^[^/\\]*/, ''));
    console.log(names.length);
  }
}
rmSync(folder, { recursive: true });
