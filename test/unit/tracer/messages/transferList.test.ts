// What a call transfers, found without waking anything of the program.

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { dataProperty, portsWithin, transferredPorts } from '../../../../src/tracer/messages/transferList.ts';

const channel = new MessageChannel();
const ports: readonly MessagePort[] = [channel.port1, channel.port2];
afterAll(() => channel.port1.close());

const forbidden: () => never = () => {
  throw new Error('the program saw this');
};

const lists: readonly (readonly [what: string, list: () => unknown, found: readonly MessagePort[]])[] = [
  ['an array', () => [new ArrayBuffer(1), ...ports], ports],
  ['options', () => ({ transfer: [...ports] }), ports],
  ['a set', () => new Set<unknown>([1, ...ports]), ports],
  ['nothing', () => undefined, []],
  ['an accessor, which is left alone', () => Object.defineProperty({}, 'transfer', { get: forbidden }), []],
  ['a Proxy, which is left alone', () => new Proxy([...ports], { get: forbidden, has: forbidden, ownKeys: forbidden }), []],
];

describe('the ports of a transfer list', () => {
  it.each(lists)('are found in %s', (_what, list, found) => {
    expect(transferredPorts(list())).toEqual(found);
  });
});

it('finds ports deep in what a worker was started with, once each, also in cycles', () => {
  const data: Record<string, unknown> = {
    list: [{ port: ports[0] }],
    map: new Map([['x', new Set([ports[1]])]]),
    bytes: new Uint8Array(5),
    again: ports[0],
  };
  data.self = data;
  expect(new Set(portsWithin(data))).toEqual(new Set(ports));
  expect(portsWithin(data)).toHaveLength(2);
});

it('reads no accessor as a property', () => {
  expect(
    dataProperty(
      {
        get transferList() {
          return forbidden();
        },
      },
      'transferList',
    ),
  ).toBe(undefined);
  expect(dataProperty({ transferList: 1 }, 'transferList')).toBe(1);
});
