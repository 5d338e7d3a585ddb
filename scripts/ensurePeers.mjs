// Finds the other tracers that the benchmark `peers` runs, installing them once into tools/peers, and prints the folder to require them from.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npmEnvironment } from './npmEnvironment.mjs';

const folder = resolve(import.meta.dirname, '../tools/peers');
const packages = ['@clinic/bubbleprof', '@opentelemetry/sdk-node', 'dd-trace'];

if (packages.some((name) => !existsSync(join(folder, 'node_modules', name, 'package.json')))) {
  // Their install scripts don't run: none of them needs one to trace.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: npmEnvironment(),
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
}
process.stdout.write(folder);
