// Watches a file that a child process writes, by both ways that there are; prints how often it was told of it.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trace-concurrency-watch-'));
const file = path.join(folder, 'handed-over');
fs.writeFileSync(file, 'before');
const told = { event: 0, stat: 0 };
const seen = [
  new Promise((go) => fs.watch(file, () => void (told.event++, go()))),
  new Promise((go) => fs.watchFile(file, { interval: 5 }, () => void (told.stat++, go()))),
];
await new Promise((go) => setTimeout(go, 50));
execFileSync(process.execPath, ['-e', 'require("node:fs").writeFileSync(process.argv[1], "after")', file]);
await Promise.all(seen);
process.on('exit', () => {
  fs.rmSync(folder, { recursive: true });
  console.log(JSON.stringify({ file, ...told }));
});
process.exit();
