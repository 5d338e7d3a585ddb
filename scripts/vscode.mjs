// `npm run vscode`: a VS Code with the packed extension, apart from the person's own: the desktop one where `code` is found, else code-server.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { startServer } from '../test/support/vscode/server.ts';
import { ensureVscode } from './ensureVscode.mjs';

const packed = resolve('build/trace-concurrency.vsix');
const folder = resolve(process.argv[2] ?? 'media/sample');
const shell = process.platform === 'win32';

function openDesktop() {
  const place = resolve('build/vscode');
  mkdirSync(place, { recursive: true });
  const own = ['--user-data-dir', `${place}/data`, '--extensions-dir', `${place}/extensions`];
  spawnSync('code', [...own, '--install-extension', packed, '--force'], { stdio: 'inherit', shell });
  return spawnSync('code', [...own, '--wait', '--new-window', folder], { stdio: 'inherit', shell }).status ?? 1;
}

async function openServer() {
  ensureVscode();
  const server = await startServer({ extension: packed });
  console.log(`\nOpen in a browser: ${server.url}/?folder=${encodeURIComponent(folder)}\nCtrl+C ends it.`);
  await new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await server.stop();
  return 0;
}

const hasDesktop = spawnSync('code', ['--version'], { stdio: 'ignore', shell }).status === 0;
process.exitCode = hasDesktop ? openDesktop() : await openServer();
