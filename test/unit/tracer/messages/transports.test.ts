// One program a transport: the edges that it printed are those in its records, every one and no other.

import { describe, expect, it } from 'vitest';
import { edgesOf, recordMessages } from './recordedMessages.ts';

const programs: readonly (readonly string[])[] = [
  ['ports.mjs'],
  ['workers.mjs'],
  ['transferredPorts.mjs'],
  ['broadcast.mjs'],
  ['ipc.mjs'],
  ['ipc.mjs', 'advanced'],
  ['tcp.mjs'],
  ['unix.mjs'],
  ['http.mjs'],
  ['fetch.mjs'],
  ['clusterHttp.mjs'],
  ['tree.mjs'],
];

describe('the messages of a program', () => {
  it.each(programs)('are all found, and no other: %s %s', { timeout: 20_000 }, async (program, ...args) => {
    const recorded = await recordMessages(program, args);
    expect(recorded.stderr).toBe('');
    expect(recorded.code).toBe(0);
    expect(edgesOf(recorded).toSorted()).toEqual(recorded.printed.toSorted());
    expect(recorded.printed.length).toBeGreaterThan(0);
  });
});
