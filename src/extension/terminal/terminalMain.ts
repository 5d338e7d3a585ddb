// The process in the integrated terminal: runs the command line on a lifeline that ends with the terminal, keeps the output readable.

import { spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { lifelineVariable } from '../../host/lifeline.ts';
import { isRunning } from '../../host/writers.ts';
import type { RunReport, TerminalRun } from './terminalRun.ts';

const run = JSON.parse(process.argv[2] ?? '{}') as TerminalRun;
const watchMs = 500;
/** The command line's end of the lifeline, after its three standard streams. */
const lifelineDescriptor = 3;
let ending = false;

function report(content: RunReport): void {
  writeFileSync(`${run.report}.part`, JSON.stringify(content));
  renameSync(`${run.report}.part`, run.report);
}

/** The terminal may be gone; then nobody reads this. */
function say(text: string): void {
  if (!ending) process.stdout.write(text);
}

const child = spawn(process.execPath, [join(__dirname, 'cli.cjs'), ...run.words], {
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  env: { ...process.env, [lifelineVariable]: String(lifelineDescriptor) },
});
const lifeline = child.stdio[lifelineDescriptor] as Writable | null;
lifeline?.on('error', () => undefined);
const commandLine = child.pid ?? 0;
report({ terminal: process.pid, commandLine, ended: null });

/** The command line then ends everything that it started, and packs what was recorded. */
function endRun(): void {
  ending = true;
  lifeline?.destroy();
}

// What a key in the terminal sends goes to the program as well; whether it ends is up to the program.
process.on('SIGINT', () => undefined);
process.on('SIGQUIT', () => undefined);
// A closed terminal, a reloaded window, Stop.
process.on('SIGHUP', endRun);
process.on('SIGTERM', endRun);
process.stdout.on('error', () => undefined);
const watch = setInterval(() => {
  if (!isRunning(run.watcher)) endRun();
}, watchMs);

child.on('exit', (code, signal) => {
  clearInterval(watch);
  report({ terminal: process.pid, commandLine, ended: { code, signal } });
  if (ending || !process.stdin.isTTY) process.exit(0);
  say(`\r\n\u001b[2m${run.closing.replace('{0}', signal ?? String(code ?? 0))}\u001b[22m`);
  process.stdin.setRawMode(true);
  process.stdin.once('data', () => process.exit(0));
  process.stdin.once('end', () => process.exit(0));
  process.on('SIGHUP', () => process.exit(0));
});
child.on('error', (error) => {
  say(`${error.message}\r\n`);
  report({ terminal: process.pid, commandLine, ended: { code: 125, signal: null } });
});
