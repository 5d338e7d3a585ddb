// Messages in the bytes of an IPC channel, without reading a payload.

import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { isNodesOwn } from '../../../../src/tracer/messages/ipcMessages.ts';

/** As Node writes a message with `serialization: 'advanced'`: its length, then the clone. */
function advanced(message: unknown): Buffer {
  const clone = serialize(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(clone.length);
  return Buffer.concat([length, clone]);
}

const writings: readonly (readonly [string, (message: unknown) => unknown])[] = [
  ['json', (message) => `${JSON.stringify(message)}\n`],
  ['advanced', advanced],
];

describe.each(writings)('a message on a channel, written as %s', (_name, write) => {
  it.each([
    ['a message of cluster', { cmd: 'NODE_CLUSTER', act: 'online', seq: 1 }, true],
    ['a receipt of a handle', { cmd: 'NODE_HANDLE_ACK' }, true],
    ['a handle that cluster sends', { cmd: 'NODE_HANDLE', type: 'net.Native', msg: { cmd: 'NODE_CLUSTER', act: 'newconn' } }, true],
    ['a handle that the program sends', { cmd: 'NODE_HANDLE', type: 'net.Socket', msg: { cmd: 'greet' } }, false],
    ["the program's own", { cmd: 'start', text: 'NODE_ENV' }, false],
    ['a text of the program', '{"cmd":"NODE_CLUSTER"}', false],
    ['nothing', null, false],
  ])('is told: %s', (_what, message, isOwn) => {
    expect(isNodesOwn(write(message))).toBe(isOwn);
  });
});
