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
  writeSync(Number(process.env.EDGES_FD ?? 1), `${JSON.stringify({ edge: [from, self, label] })}\n`);
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** A message for a byte stream: its length, the length of the JSON, the JSON, filler. To be written at once. */
export function frame(stamped, fillerBytes = 0) {
  const text = Buffer.from(JSON.stringify(stamped));
  const message = Buffer.alloc(8 + text.length + fillerBytes, 'x');
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(text.length, 4);
  text.copy(message, 8);
  return message;
}

/** Cuts what comes out of a stream into the messages that {@link frame} made. */
export class Frames {
  #rest = Buffer.alloc(0);

  constructor(stream, onMessage) {
    stream.on('data', (chunk) => {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      while (this.#rest.length >= 8 && this.#rest.length >= this.#rest.readUInt32BE(0)) {
        const message = this.#rest.subarray(0, this.#rest.readUInt32BE(0));
        this.#rest = this.#rest.subarray(message.length);
        onMessage(JSON.parse(message.subarray(8, 8 + message.readUInt32BE(4)).toString()));
      }
    });
  }
}
