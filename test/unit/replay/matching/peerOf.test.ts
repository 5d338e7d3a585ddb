// Who is at the other end, as the endpoint's key tells it.

import { describe, expect, it } from 'vitest';
import type { Transport } from '../../../../src/model/vocabulary.ts';
import { listEndpointUses } from '../../../../src/replay/matching/endpointRows.ts';
import { peerOf } from '../../../../src/replay/matching/peerOf.ts';
import { Execution } from './execution.ts';

const keys: readonly (readonly [transport: Transport, key: string, peer: string])[] = [
  ['tcp', '127.0.0.1:5000>10.0.0.2:80', '10.0.0.2:80'],
  ['tls', '[::1]:5000>[::1]:443', '[::1]:443'],
  ['http2', '127.0.0.1:5000>10.0.0.2:443 7', '10.0.0.2:443'],
  ['unix', 'client 100-200 /run/a socket', '/run/a socket'],
  ['unix', 'server 1.2 /run/a socket', '/run/a socket'],
  ['pipe', '12.1p 9.5 9.6', 'stdout of process 12'],
  ['pipe', '12.0p 9.5 -', 'stdin of process 12'],
  ['pipe', '12.4p 9.5 -', 'descriptor 4 of process 12'],
  ['pipe', '12.2c 9.5', 'stderr'],
  ['pipe', '12.10f 13.5', 'descriptor 10'],
  ['ipc', '12p', 'process 12'],
  ['ipc', '12c', 'parent process'],
];

describe('the peer of a message with one end', () => {
  it.each(keys)('%s %s', (transport, key, peer) => {
    const run = new Execution(1);
    run.endpoint(0, transport, key);
    expect(listEndpointUses(run.threads()).map(peerOf)).toEqual([peer]);
  });
});
