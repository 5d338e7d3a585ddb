// `npm start`: traces the sample program, or the one that is named, and leaves its trace and timeline to look at.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program = join('media', 'sample', 'crawler.ts'), ...args] = process.argv.slice(2);
const folder = '.trace-concurrency';
const name = basename(program, extname(program));
const trace = join(folder, `${name}.ctrace`);
const page = join(folder, `${name}.html`);

mkdirSync(folder, { recursive: true });
console.log(`Tracing ${relative('', program)}\n`);
const run = spawnSync(process.execPath, ['dist/cli.cjs', 'run', '--out', trace, '--html', page, program, ...args], { stdio: 'inherit' });
if (run.error) throw run.error;
console.log(`\nOpen the timeline in a browser: ${pathToFileURL(page)}`);
process.exitCode = run.status ?? 1;
