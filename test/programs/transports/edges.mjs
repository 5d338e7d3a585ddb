// How the programs of this folder say what they send and receive; see ../README.md.

import { writeSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

const self = `${process.pid}.${threadId}`;
const counts = new Map();

/** What a message carries so that its receiver can print it: call it just before each send. */
export function stamp(transport) {
  const nth = (counts.get(transport) ?? 0) + 1;
  counts.set(transport, nth);
  return { edge: [self, `${transport} ${nth}`] };
}

/** For messages whose label is not a number. */
export function stampNamed(transport, name) {
  return { edge: [self, `${transport} ${name}`] };
}

export function print({ edge: [from, label] }) {
  writeSync(1, `${JSON.stringify({ edge: [from, self, label] })}\n`);
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
