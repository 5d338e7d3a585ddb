// What is published on Node's channels is of the program: its modules, children and workers.
const { channel, tracingChannel, subscribe } = require('node:diagnostics_channel');
const { spawn } = require('node:child_process');
const { Worker } = require('node:worker_threads');
const { relative } = require('node:path');

const lines = [];
const short = (text) => (String(text).startsWith('/') ? relative(__dirname, String(text)) : String(text));
for (const name of ['module.require', 'module.import']) {
  tracingChannel(name).subscribe({
    start: ({ id, parentFilename, url }) => lines.push(`${name} start ${short(id ?? url)} of ${short(parentFilename)}`),
    end: ({ id }) => lines.push(`${name} end ${short(id)}`),
    error: ({ error }) => lines.push(`${name} ${error.code}`),
  });
}
subscribe('child_process', ({ process: child }) => lines.push(`child ${child.constructor.name}`));
subscribe('worker_threads', ({ worker }) => lines.push(`worker ${worker.threadId}`));
try {
  require('./nowhere');
} catch {}
require('./parts/twice.ts');
import('./parts/throwing.mjs').catch((error) => lines.push(error.message));
spawn(process.execPath, ['-e', '1']).on('exit', () => {
  new Worker('1', { eval: true }).on('exit', () => console.log(lines.join('\n'), channel('net.client.socket').hasSubscribers));
});
