// The pipes of child processes: three children talk with their parent by stdin, stdout and a fourth descriptor; one child's output is another one's input, through the parent, directly and in a shell.

import { spawn } from 'node:child_process';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { Frames, frame, print, stamp } from './edges.mjs';

const self = fileURLToPath(import.meta.url);
// What the programs print goes where the first one's output goes.
const edges = { ...process.env, EDGES_FD: '5' };
const start = (role, stdio) => spawn(process.execPath, [self, role], { env: edges, stdio: [...stdio, 1] });
const ended = (child) => new Promise((done) => child.on('close', done));
const ignored = ['ignore', 'ignore'];

const roles = {
  echo() {
    new Frames(process.stdin, (message) => {
      print(message);
      process.stdout.write(frame(stamp('pipe'), message.filler));
    });
    const fourth = new net.Socket({ fd: 3 });
    new Frames(fourth, (message) => {
      print(message);
      fourth.end(frame(stamp('pipe')));
    });
  },
  say() {
    for (let n = 0; n < 3; n++) process.stdout.write(frame(stamp('pipe'), n * 50_000));
    process.stderr.write(frame(stamp('pipe')));
  },
  hear() {
    new Frames(process.stdin, print);
  },
};

async function echo() {
  const child = start('echo', ['pipe', 'pipe', 'inherit', 'pipe', 'ignore']);
  let left = 3;
  const send = () => {
    const filler = left * 40_000;
    child.stdin.write(frame({ ...stamp('pipe'), filler }, filler));
  };
  new Frames(child.stdout, (message) => {
    print(message);
    if (--left > 0) send();
    else child.stdin.end();
  });
  new Frames(child.stdio[3], print);
  child.stdio[3].write(frame(stamp('pipe')));
  send();
  await ended(child);
}

/** The parent reads and writes, so each of its reads may become several messages: it takes them apart and passes on one by one. */
async function throughParent() {
  const speaker = start('say', ['ignore', 'pipe', 'pipe', ...ignored]);
  const listener = start('hear', ['pipe', 'inherit', 'inherit', ...ignored]);
  new Frames(speaker.stderr, print);
  new Frames(speaker.stdout, (message) => {
    print(message);
    listener.stdin.write(frame(stamp('pipe')));
  });
  speaker.stdout.on('end', () => listener.stdin.end());
  await Promise.all([ended(speaker), ended(listener)]);
}

async function directly() {
  const listener = start('hear', ['pipe', 'inherit', 'inherit', ...ignored]);
  const speaker = start('say', ['ignore', listener.stdin, 'ignore', ...ignored]);
  listener.stdin.destroy();
  await Promise.all([ended(speaker), ended(listener)]);
}

async function inShell() {
  const command = `"${process.execPath}" "${self}" say 2>/dev/null | "${process.execPath}" "${self}" hear`;
  await ended(spawn('sh', ['-c', command], { env: edges, stdio: ['ignore', 'inherit', 'inherit', ...ignored, 1] }));
}

const role = roles[process.argv[2]];
if (role !== undefined) role();
else {
  await Promise.all([echo(), echo(), echo()]);
  await throughParent();
  await directly();
  await inShell();
}
